"""Countries and languages are offered by the names of the reader's own language, and nothing else is."""

from __future__ import annotations

import pytest

from safar.kernel.places import countries, country_name, language_name


def test_portuguese_names_are_those_of_portugal() -> None:
    assert (country_name("IR", "pt"), country_name("AM", "pt")) == ("Irão", "Arménia")
    assert (language_name("pt", "pt"), language_name("fa-af", "pt")) == ("português", "dari")


@pytest.mark.parametrize("language", ["en", "pt", "fa-af"])
def test_only_countries_are_offered(language: str) -> None:
    codes = {code for code, _name in countries(language)}
    assert {"AF", "BR", "PT"} <= codes
    assert not {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"} & codes
