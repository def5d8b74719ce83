"""Pages on which documents, contacts and consents are put on file, passed on, ended."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safar.accounts.services import log_read
from safar.people import services
from safar.people.types import (
    Channel,
    ConsentGiven,
    ContactFact,
    ContactGiven,
    DocumentFact,
    DocumentGiven,
    DocumentKind,
    Holder,
    PersonId,
    Purpose,
)
from safar.people.web.forms.acts import ContactForm, CustodyForm, DataConsentForm, DocumentForm, NewDocumentForm
from safar.people.web.views.frame import PersonAct, open_file
from safar.plumbing.web.moments import reader


class AddDocument(PersonAct):
    """Put a document on file with who has it."""

    permission = "people.keep_documents"
    form_class = NewDocumentForm
    heading, submit, done = _("Add a document"), _("Add the document"), _("The document is on file.")

    def act(self, data: dict[str, Any]) -> None:
        """Add it."""
        receipt = data.pop("receipt")
        given = DocumentGiven(**{**data, "kind": DocumentKind(data["kind"]), "holder": Holder(data["holder"])})
        services.add_document(
            by=self.by, at=timezone.now(), person_id=self.file.summary.id, document=given, receipt=receipt
        )


class CorrectDocument(PersonAct):
    """Correct what a document says."""

    permission = "people.keep_documents"
    form_class = DocumentForm
    heading, submit, done = _("Correct a document"), _("Save the correction"), _("The correction is saved.")

    @property
    def document(self) -> DocumentFact:
        """The document the address names."""
        found: DocumentFact = self.chosen("document_id", self.file.documents)
        return found

    def first_values(self) -> dict[str, Any]:
        """As it is on file."""
        return {field: getattr(self.document, field) for field in DocumentForm.base_fields}

    def act(self, data: dict[str, Any]) -> None:
        """Correct it."""
        given = DocumentGiven(**{**data, "kind": DocumentKind(data["kind"])})
        services.correct_document(by=self.by, at=timezone.now(), document_id=self.document.id, document=given)


class MoveDocument(PersonAct):
    """Write down that a document passed into other hands."""

    permission = "people.keep_documents"
    form_class = CustodyForm
    heading, submit, done = _("Pass on a document"), _("Record the hand-over"), _("The hand-over is recorded.")
    hint = _("Left empty, “since” means now.")

    def act(self, data: dict[str, Any]) -> None:
        """Add the link to the chain."""
        document = self.chosen("document_id", self.file.documents)
        data["holder"] = Holder(data["holder"])
        services.move_document(by=self.by, at=timezone.now(), document_id=document.id, **data)


class SetContact(PersonAct):
    """Write down a safe way to reach somebody, new or in place of another."""

    form_class = ContactForm
    heading, submit, done = _("A safe way to reach them"), _("Save the contact"), _("The contact is on file.")
    hint = _("Ask before writing: who else hears it ring, and what may be said?")

    @property
    def replaced(self) -> ContactFact | None:
        """The contact this one takes the place of."""
        return self.chosen("contact_id", self.file.contacts) if "contact_id" in self.kwargs else None

    def first_values(self) -> dict[str, Any]:
        """The earlier contact's answers, when one is replaced."""
        old = self.replaced
        if old is None:
            return {}
        same = ("channel", "hours", "who_may_answer", "neutral_words", "may_leave_message")
        return {"contact_number": old.number, "contact_note": old.note, **{name: getattr(old, name) for name in same}}

    def act(self, data: dict[str, Any]) -> None:
        """Save it."""
        number, note = data.pop("contact_number"), data.pop("contact_note")
        given = ContactGiven(**{**data, "channel": Channel(data["channel"])}, number=number, note=note)
        old = self.replaced
        services.set_safe_contact(
            by=self.by,
            at=timezone.now(),
            person_id=self.file.summary.id,
            contact=given,
            replaces=old.id if old else None,
        )


class EndContact(PersonAct):
    """A number is no longer safe."""

    heading, submit = _("End this contact"), _("Never use it again")
    done = _("The contact is ended: nobody calls it again.")
    hint = _("It stays in the history and disappears from every page.")
    danger = True

    def act(self, data: dict[str, Any]) -> None:
        """End it."""
        contact = self.chosen("contact_id", self.file.contacts)
        services.end_contact(by=self.by, at=timezone.now(), contact_id=contact.id)


@require_POST
def show_number(request: HttpRequest, person_id: PersonId) -> HttpResponse:
    """Show the numbers that pages mask; that they were asked for is written down."""
    by = reader()
    file = open_file(by, person_id, "safe contact")
    log_read(by=by, at=timezone.now(), kind="person", ids=[person_id], page="number shown")
    return render(request, "people/numbers.html", {"person": file.summary, "contacts": file.contacts})


class AddConsent(PersonAct):
    """Write down consent to one use of data."""

    form_class = DataConsentForm
    heading, submit, done = _("Consent to a use of data"), _("Record the consent"), _("The consent is on file.")
    hint = _("One consent for one purpose and one recipient. The person may take it back at any time.")

    def act(self, data: dict[str, Any]) -> None:
        """Record it as given now."""
        moment = timezone.now()
        given = ConsentGiven(
            moment,
            data["language"],
            Purpose(data["purpose"]),
            data["recipient"],
            data["by_guardian"],
            data["until"],
            data["guardian_name"],
            data["assent"],
        )
        services.record_data_consent(by=self.by, at=moment, person_id=self.file.summary.id, consent=given)


class WithdrawConsent(PersonAct):
    """A person takes a consent back; no reason is asked."""

    heading, submit = _("Take back a consent"), _("Take it back")
    done = _("The consent is withdrawn. Nothing more is sent on it.")
    hint = _("No reason is asked. Nothing that helps the person depends on it.")

    def act(self, data: dict[str, Any]) -> None:
        """Withdraw it."""
        consent = self.chosen("consent_id", self.file.consents)
        services.withdraw_data_consent(by=self.by, at=timezone.now(), consent_id=consent.id)
