"""Reaching somebody: the safe ways to them stand beside every form that is about calling or telling (D22)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safar.cases import services
from safar.cases.types import CaseFile, ContactOutcome, PersonCard
from safar.cases.web.asking import Asking
from safar.cases.web.forms.casework import ContactForm
from safar.people import queries as people
from safar.people.types import ContactFact


def safe_ways(case: CaseFile) -> list[tuple[PersonCard, Iterable[ContactFact]]]:
    """Everybody who is still of the case, with the ways on which they said they can be reached safely."""
    present = [person for person in case.people if not person.left]
    contacts = people.contacts_of([person.person_id for person in present])
    return [(person, contacts.get(person.person_id, ())) for person in present]


class RecordContact(Asking):
    """An attempt to reach somebody, with what came of it."""

    permission = "cases.note"
    form_class = ContactForm
    heading = _("Record an attempt to reach them")
    submit = _("Record")
    done = _("Recorded.")
    template_name = "cases/contact.html"

    def context(self) -> dict[str, Any]:
        """How each of them can be reached safely."""
        return {"contacts": safe_ways(self.case)}

    def act(self, given: dict[str, Any]) -> None:
        """Record it; a message that nothing allowed is said at once and looked after by protection."""
        outcome = ContactOutcome(given["outcome"])
        services.record_contact_attempt(
            by=self.by,
            at=timezone.now(),
            case_id=self.case.id,
            channel=given["channel"],
            outcome=outcome,
            tried_at=given["tried_at"],
            member_id=given["member"],
            note=given["note"],
            next_try_at=given["next_try_at"],
        )
        if outcome is ContactOutcome.MESSAGE_LEFT and not self._message_allowed(given["member"]):
            messages.warning(
                self.request,
                gettext(
                    "Nothing on file says that a message may be left for them. A protection officer looks after it;"
                    " leave no other."
                ),
            )

    def _message_allowed(self, member_id: UUID | None) -> bool:
        ways = [
            way
            for person, contacts in safe_ways(self.case)
            for way in contacts
            if member_id is None or person.member_id == member_id
        ]
        return bool(ways) and all(way.may_leave_message for way in ways)
