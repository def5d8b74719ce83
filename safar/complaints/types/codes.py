"""What may be chosen about complaints and contested refusals; the code is kept, the words are the reader’s."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class About(TextChoices):
    """What a complaint is about; one about staff goes past whoever it is about."""

    SERVICE = "service", _("a service: late, missing, not what was promised")
    DECISION = "decision", _("a decision")
    STAFF = "staff", _("somebody who works here")
    PARTNER = "partner", _("a partner")
    DATA = "data", _("personal data")
    OTHER = "other", _("something else")


class Channel(TextChoices):
    """How a complaint reached us."""

    IN_PERSON = "in_person", _("said in person")
    PHONE = "phone", _("by telephone")
    MESSAGE = "message", _("by message or e-mail")
    LETTER = "letter", _("by letter")
    BOX = "box", _("in the complaints box")
    PARTNER = "partner", _("through a partner")


class StepKind(TextChoices):
    """What was done about a complaint."""

    ACKNOWLEDGED = "acknowledged", _("told the person that it has come in")
    HEARD = "heard", _("spoke with the person")
    ASKED = "asked", _("asked somebody else")
    FOUND = "found", _("found out")
    EXPLAINED = "explained", _("explained the answer to the person")
    NOT_REACHED = "not_reached", _("tried to reach the person, without success")


class Outcome(TextChoices):
    """What a complaint came to."""

    UPHELD = "upheld", _("upheld")
    PARTLY_UPHELD = "partly_upheld", _("partly upheld")
    NOT_UPHELD = "not_upheld", _("not upheld")
    TAKEN_BACK = "taken_back", _("taken back by the person")


class Ground(TextChoices):
    """Why somebody contests a refusal."""

    WRONG_FACTS = "wrong_facts", _("what it rests on is wrong")
    NEW_FACTS = "new_facts", _("there is something new")
    NOT_ME = "not_me", _("the earlier help was somebody else’s")
    OTHER_PROGRAMME = "other_programme", _("the earlier help was another programme’s")
    NOT_EXPLAINED = "not_explained", _("the reasons were not explained")
    OTHER = "other", _("another reason")


class Opinion(TextChoices):
    """What a second opinion came to."""

    UPHELD = "upheld", _("the refusal stands")
    OVERTURNED = "overturned", _("the refusal is overturned")
    CHANGED = "changed", _("the decision is changed")
    ROUTE_TOLD = "route_told", _("the way to the authority or court was explained")


class Standing(TextChoices):
    """Where a complaint is."""

    OPEN = "open", _("open")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    ANSWERED = "answered", _("answered, not yet explained")
    EXPLAINED = "explained", _("explained")
    APPEALED = "appealed", _("the person is not content")
