"""Countries and languages by their codes, named in each language."""

from functools import cache

import pycountry
from babel import Locale

from safar.kernel.months import BABEL_LOCALES, known_language
from safar.kernel.names import sort_key

# Languages people are met in here, most met first; every other living language may be added.
PERSON_LANGUAGES = (
    *("fa-af", "fa", "ps", "pt", "ar", "en", "fr", "ur", "hi", "pa", "bn", "ne", "uz", "tk", "ku", "ckb", "az"),
    *("tr", "ru", "uk", "ro", "es", "so", "ti", "am", "sw", "ha", "wo", "ff", "bm", "ln", "sq", "ka", "hy", "zh", "vi"),
)

# Codes that ICAO 9303 part 3 has beside the three letters of ISO 3166, and those of old papers still shown.
DOCUMENT_CODES = {
    **{"D": "DE", "RKS": "XK", "ROM": "RO", "ZAR": "CD", "TMP": "TL"},
    **dict.fromkeys(("GBD", "GBN", "GBO", "GBP", "GBS"), "GB"),
}


@cache
def country_codes() -> frozenset[str]:
    """Every two-letter country code, Kosovo's among them, which papers and airlines use without it being assigned."""
    return frozenset(str(country.alpha_2) for country in pycountry.countries) | {"XK"}


def is_country(code: str) -> bool:
    """Whether a code is a country's."""
    return code in country_codes()


@cache
def country_of_three_letters(code: str) -> str:
    """The two-letter country behind the code on a travel document; empty for who is no country, such as `UNO`."""
    if code in DOCUMENT_CODES:
        return DOCUMENT_CODES[code]
    country = pycountry.countries.get(alpha_3=code)
    return str(country.alpha_2) if country else ""


@cache
def country_name(code: str, language: str) -> str:
    """The country's name in a language; the code itself where there is none."""
    return str(Locale.parse(BABEL_LOCALES[known_language(language)]).territories.get(code, code))


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Every country as code and name, in the order of the names."""
    named = ((code, country_name(code, language)) for code in country_codes())
    return tuple(sorted(named, key=lambda pair: sort_key(pair[1])))


@cache
def language_name(code: str, language: str) -> str:
    """The name of a language in a language: `fa-af` is Dari; the code itself where there is none."""
    locale = Locale.parse(BABEL_LOCALES[known_language(language)])
    return str(locale.languages.get("fa_AF" if code == "fa-af" else code, code))


@cache
def person_languages(language: str) -> tuple[tuple[str, str], ...]:
    """The languages offered on forms as code and name, those most met first."""
    return tuple((code, language_name(code, language)) for code in PERSON_LANGUAGES)
