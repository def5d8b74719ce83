"""Pages on which a person's details, names and birth are corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import may
from safar.people import services
from safar.people.queries import people_in, person_file
from safar.people.types import BirthDecision, NameGiven, NameKind, NamePurpose, PersonDetails
from safar.people.web.forms.acts import BirthForm, DeathForm, NameForm, RestrictForm
from safar.people.web.forms.registering import LANGUAGES, NATIONALITIES, DetailsForm, details_of
from safar.people.web.views.frame import PersonAct
from safar.plumbing.refusals import Refused
from safar.plumbing.web.moments import reader


@dataclass(frozen=True)
class Difference:
    """One answer that somebody else wrote and that was typed here otherwise."""

    label: str
    theirs: str
    typed: str


class Correct(PersonAct):
    """Correct the short form; who wrote in the meantime is never overwritten unseen (D3)."""

    form_class = DetailsForm
    template = "people/correct.html"
    heading, submit, done = _("Correct the details"), _("Save the correction"), _("The correction is saved.")

    def first_values(self) -> dict[str, Any]:
        """What is on file."""
        return details_of(self.file)

    def act(self, data: dict[str, Any]) -> None:
        """Correct, against the version that was read."""
        services.correct_person(
            by=self.by,
            at=timezone.now(),
            person_id=self.file.summary.id,
            version=self._version_read(),
            details=self._details(),
        )

    def _details(self) -> PersonDetails:
        """What was typed, and what is on file beyond the places that the form has."""
        typed, held = self._form.details(), self.file.summary
        nationalities = [given for given in held.nationalities if given.country][len(NATIONALITIES) :]
        spoken = sorted(held.languages, key=lambda given: not given.is_preferred)[len(LANGUAGES) :]
        written = {given.language for given in typed.languages}
        return replace(
            typed,
            nationalities=(*typed.nationalities, *(() if self._form.is_stateless() else nationalities)),
            languages=(*typed.languages, *(given for given in spoken if given.language not in written)),
        )

    def form(self, data: Any = None) -> Form:
        """The form, kept for its details."""
        self._form = DetailsForm(data, initial=self.first_values())
        return self._form

    def _version_read(self) -> int:
        sent = self.request.POST.get("version", "")
        return int(sent) if sent.isdigit() and len(sent) < 10 else 0

    def ask(self, form: Form, status: int = 200, **more: Any) -> HttpResponse:
        """The page, carrying the version it shows."""
        version = self._version_read() or self.file.summary.version
        return super().ask(form, status, **{"version": version, **more})

    def refused(self, form: Form, refusal: Refused) -> HttpResponse:
        """A conflict shows both sides; saving again then means having seen them."""
        if refusal.code != "people_changed_meanwhile":
            return super().refused(form, refusal)
        now = person_file(self.file.summary.id, timezone.localdate()) or self.file
        form.add_error(None, refusal.sentence)
        both = differences(form, details_of(now))
        return self.ask(form, status=409, version=now.summary.version, differences=both)


def differences(form: Form, on_file: dict[str, Any]) -> list[Difference]:
    """The answers in which what is on file now and what was typed differ, as the reader reads them."""
    theirs = type(form)(initial=on_file)
    found = []
    for name, field in form.fields.items():
        if field.has_changed(on_file.get(name), form.data.get(name)):
            found.append(Difference(str(field.label), _shown(theirs, name), _shown(form, name)))
    return found


def _shown(form: Form, name: str) -> str:
    value = form[name].value()
    choices = dict(getattr(form.fields[name], "choices", []))
    if isinstance(value, bool) or value in ("on", None):
        return str(_("yes")) if value else "–"
    return str(choices.get(value, value)) or "–"


class SettleBirth(PersonAct):
    """Record a doubt about a birth, or what settles it."""

    form_class = BirthForm
    heading, submit, done = _("Settle the birth"), _("Record it"), _("The birth is recorded so.")
    hint = _(
        "A credible doubt protects the person as a child until an estimate, an assessment or a document settles it."
    )

    def act(self, data: dict[str, Any]) -> None:
        """Record it against the version that is on file."""
        services.settle_birth(
            by=self.by,
            at=timezone.now(),
            person_id=self.file.summary.id,
            version=self.file.summary.version,
            decision=BirthDecision(data["decision"]),
            note=data["note"],
            birth=data["birth"],
        )


class RecordDeath(PersonAct):
    """Record a confirmed death."""

    form_class = DeathForm
    heading, submit, done = _("Record a death"), _("Record the death"), _("The death is recorded.")
    hint = _(
        "Only when it is confirmed. A report that is not confirmed is recorded on the case, which then stands still."
    )
    danger = True

    def act(self, data: dict[str, Any]) -> None:
        """Record it."""
        services.record_death(by=self.by, at=timezone.now(), person_id=self.file.summary.id, **data)


class Restrict(PersonAct):
    """Say whether other offices may be told that this person is known here."""

    permission = "people.restrict"
    form_class = RestrictForm
    heading, submit, done = _("Matches with other offices"), _("Save"), _("It is kept so.")

    def first_values(self) -> dict[str, Any]:
        """As it is now."""
        return {"restricted": self.file.summary.restricted}

    def act(self, data: dict[str, Any]) -> None:
        """Change it."""
        services.restrict_person(by=self.by, at=timezone.now(), person_id=self.file.summary.id, **data)


class AddName(PersonAct):
    """Add a name somebody also has."""

    form_class = NameForm
    heading, submit, done = _("Add a name"), _("Add the name"), _("The name is on file.")

    def act(self, data: dict[str, Any]) -> None:
        """Add it."""
        is_primary = data.pop("is_primary")
        services.add_name(
            by=self.by,
            at=timezone.now(),
            person_id=self.file.summary.id,
            name=given_name(data),
            is_primary=is_primary,
        )


class CorrectName(PersonAct):
    """Correct how a name is written."""

    form_class = NameForm
    heading, submit, done = _("Correct a name"), _("Save the correction"), _("The correction is saved.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Names behind an alias are opened first, which is logged; only a protection officer may."""
        who = people_in([kwargs["person_id"]]).get(kwargs["person_id"])
        if who is not None and who.is_alias and may(reader(), "people.alias"):
            because = NamePurpose.CORRECTION
            services.open_names(by=reader(), at=timezone.now(), person_ids=[who.id], because=because)
        return super().dispatch(request, *args, **kwargs)

    def first_values(self) -> dict[str, Any]:
        """The name as it is on file."""
        name = self.chosen("name_id", self.file.names)
        return {field: getattr(name, field) for field in NameForm.base_fields}

    def act(self, data: dict[str, Any]) -> None:
        """Correct it."""
        name = self.chosen("name_id", self.file.names)
        is_primary = data.pop("is_primary")
        services.correct_name(
            by=self.by, at=timezone.now(), name_id=name.id, name=given_name(data), is_primary=is_primary
        )


def given_name(data: dict[str, Any]) -> NameGiven:
    """A name as the services take it."""
    return NameGiven(**{**data, "kind": NameKind(data["kind"])})
