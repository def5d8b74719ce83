"""Amounts are written with the digits, the separators and the places of the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from safar.cases.web.words import money_in_words


@pytest.mark.parametrize(
    ("language", "currency", "parts"),
    [("fa-af", "AFN", ("۹۵٬۰۰۰", "؋")), ("pt", "EUR", ("95 000,00", "€")), ("en", "EUR", ("€95,000.00",))],
)
def test_an_amount_reads_as_people_write_it(language: str, currency: str, parts: tuple[str, ...]) -> None:
    with translation.override(language):
        minor = 95_000 * (1 if currency == "AFN" else 100)
        written = money_in_words(minor, currency).replace("\N{NO-BREAK SPACE}", " ")
    assert all(part in written for part in parts), written
