"""What the columns of any list mean: guessed from their names, else said by somebody once and remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from safar.cases.importing.columns import COLUMNS, column_names, folded

# What donors' and partners' lists have besides the columns of our own template.
MORE: dict[str, Promise] = {
    "stage": _("Stage or status"),
    "amount": _("Amount"),
    "paid_on": _("Paid on"),
}
LABELS: dict[str, str | Promise] = {**{column.key: column.label for column in COLUMNS}, **MORE}
COMPARED = tuple(key for key in LABELS if key not in ("note", "is_new", "call_hours", "consent_on", "relation"))
_ALSO_CALLED = {
    "name": ("full name", "person", "beneficiary", "nome", "nome completo", "nom", "نام", "اسم"),
    "born": ("date of birth", "dob", "birth", "birthdate", "data de nascimento", "date de naissance", "تاریخ تولد"),
    "case_number": ("case", "case no", "file", "reference", "ref", "id", "processo", "dossier"),
    "document_number": ("passport", "passport no", "document no", "passaporte", "documento", "passeport"),
    "stage": ("status", "stage", "state", "estado", "statut", "situação"),
    "amount": ("amount", "grant", "eur", "usd", "paid", "valor", "montante", "montant"),
    "departed_on": ("departure", "departure date", "returned on", "date of return", "partida", "départ"),
    "declared_on": ("declaration", "declaration date", "declaração"),
    "nationality": ("nationality", "nacionalidade", "nationalité"),
    "sex": ("gender", "sexo", "sexe"),
    "phone": ("phone", "mobile", "tel", "telefone", "téléphone"),
    "return_country": ("country", "country of origin", "país"),
    "return_place": ("city", "district", "province", "cidade", "destination"),
}


def header_digest(header: Sequence[str]) -> str:
    """What tells one kind of list from another, without keeping its words."""
    return hashlib.sha256("\n".join(folded(label) for label in header).encode()).hexdigest()[:24]


def guessed(header: Sequence[str]) -> dict[int, str]:
    """Which column means what, as far as their names say so; each meaning once."""
    names = {folded(word): key for key, words in _ALSO_CALLED.items() for word in words}
    for code, _name in settings.LANGUAGES:
        with override(code):
            names |= {folded(str(label)): key for key, label in MORE.items()}
    names |= column_names()
    found: dict[int, str] = {}
    for place, label in enumerate(header):
        key = names.get(folded(label))
        if key in COMPARED and key not in found.values():
            found[place] = key
    return found


def usable(columns: Mapping[int, str]) -> bool:
    """Whether people can be told apart by these columns: a name, or a document's number."""
    return bool({"name", "latin_name", "document_number"} & set(columns.values()))
