"""The gate of those who came home without us: they were told what the help is and where their data goes (V3, D4)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from safar.cases.types import ClearWith, GateAnswer, GateOffer, MemberContext

OF_AGE = ("main", "accompanying_adult")


def _informed(contexts: Sequence[MemberContext]) -> Mapping[UUID, GateAnswer]:
    """Each adult's answer by the same function of the database that guards promises; a child is told by its parent."""
    if not contexts:
        return {}
    wanted = [context.traveller_id for context in contexts if context.traveller_id is not None]
    with connection.cursor() as cursor:
        cursor.execute("SELECT traveller_id, since FROM cases_informed_of_help(%s, %s)", [wanted, contexts[0].at])
        since = dict(cursor.fetchall())
    return {
        context.enrolment_member_id: GateAnswer(
            ok=True,
            sentence=_("%(name)s knows what the help is and where their data goes.") % {"name": context.name},
            since=localdate(since[context.traveller_id]) if context.traveller_id in since else None,
        )
        if context.role not in OF_AGE or context.traveller_id in since
        else GateAnswer(
            ok=False,
            sentence=_("%(name)s has not been told what the help is and where their data goes.")
            % {"name": context.name},
            why=_("Hold a talk about both, in a language they understand, and write it down."),
            clear_with=ClearWith("consent:session", _("Write down a session"), context.journey_id, "consent.counsel"),
        )
        for context in contexts
    }


AFTER_ARRIVAL_GATES = (GateOffer("informed_of_help", "", _informed),)
