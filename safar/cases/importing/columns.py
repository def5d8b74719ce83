"""The columns of a caseload: what each is called in every language of the pages, what it holds, if it is needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from safar.kernel.names import normal_form
from safar.people.types import DocumentKind, RelationKind, Sex


@dataclass(frozen=True)
class Column:
    """One column: its key, label and hint, whether every row needs it, and the words it accepts if they are fixed."""

    key: str
    label: Promise
    hint: Promise
    required: bool = False
    words: Mapping[str, Promise] = field(default_factory=dict)


def _words(choices: type[Sex] | type[DocumentKind], *without: str) -> dict[str, Promise]:
    return {choice.value: choice.label for choice in choices if choice.value not in without}  # type: ignore[misc]


ROLES: dict[str, Promise] = {
    "main": _("main applicant"),
    "accompanying_adult": _("accompanying adult"),
    "child": _("child"),
    "unaccompanied_child": _("unaccompanied child"),
}
RELATIONS: dict[str, Promise] = {
    RelationKind.SPOUSE: _("husband or wife"),
    "child": _("son or daughter"),
    RelationKind.PARENT: _("father or mother"),
    RelationKind.SIBLING: _("brother or sister"),
    RelationKind.RELATIVE: _("relative"),
}
YES_NO: dict[str, Promise] = {"yes": _("yes"), "no": _("no")}

COLUMNS: tuple[Column, ...] = (
    Column("case_number", _("Case number"), _("Your own number. Rows with the same number are one case."), True),
    Column("programme", _("Programme"), _("The programme’s code, as arvore-vi."), True),
    Column("opened_on", _("Opened on"), _("The day of first contact."), True),
    Column("return_country", _("Country of return"), _("Two letters, as AF, or the country’s name."), True),
    Column("return_place", _("Place of return"), _("Town or district.")),
    Column("role", _("Place in the case"), _("One main applicant in each case."), True, ROLES),
    Column("relation", _("Relation to main applicant"), _("Empty for the main applicant."), False, RELATIONS),
    Column("name", _("Full name"), _("As the person writes it, in their own script."), True),
    Column("latin_name", _("Name in Latin letters"), _("As in the passport, if there is one.")),
    Column("father_name", _("Father’s name"), _("If it is used.")),
    Column("sex", _("Sex"), _("As the person says."), True, _words(Sex)),
    Column("born", _("Born"), _("A day, a month, a year, or an age such as 40–50."), True),
    Column("nationality", _("Nationality"), _("Two letters or the country’s name; none for stateless."), True),
    Column("language", _("Language"), _("The language to speak with them, as fa-af or Dari."), True),
    Column("phone", _("Telephone"), _("Only a number that is safe to call.")),
    Column("call_hours", _("When to call"), _("As the person wishes.")),
    Column("document_kind", _("Document"), _("What paper they hold."), False, _words(DocumentKind)),
    Column("document_number", _("Document number"), _("As printed.")),
    Column("document_country", _("Document’s country"), _("Two letters or the country’s name.")),
    Column("document_until", _("Document valid until"), _("A day.")),
    Column("consent_on", _("Agreed to registration on"), _("The day the person allowed us to keep their data."), True),
    Column("declared_on", _("Declared on"), _("A declaration on paper: kept as history, never in force here.")),
    Column("departed_on", _("Travelled on"), _("Only when they have already gone home.")),
    Column("note", _("Note"), _("What a colleague must know.")),
    Column(
        "is_new", _("Is somebody new"), _("yes, when they look like somebody registered and are not."), False, YES_NO
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}


def folded(text: str) -> str:
    """A header or a fixed word as it is compared: without case, marks, stars and odd spaces."""
    return re.sub(r"[\s*_\-/]+", " ", normal_form(text.strip())).strip()


def column_names() -> dict[str, str]:
    """Every folded name under which a column is known, in every language of the pages, with the column's key."""
    names = {folded(column.key): column.key for column in COLUMNS}
    for code, _name in settings.LANGUAGES:
        with override(code):
            names.update({folded(str(column.label)): column.key for column in COLUMNS})
    return names


def word_of(column: Column, text: str) -> str | None:
    """The fixed word that a cell means, in any language of the pages; None when it means none of them."""
    wanted = folded(text)
    for word, label in column.words.items():
        spellings = {folded(word)}
        for code, _name in settings.LANGUAGES:
            with override(code):
                spellings.add(folded(str(label)))
        if wanted in spellings:
            return word
    return None
