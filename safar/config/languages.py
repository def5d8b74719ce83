"""The languages people speak here and those the pages are written in; a new one is one entry and one catalogue."""

from typing import NamedTuple

import django.conf.locale
from django.conf import global_settings


class Language(NamedTuple):
    """A language: Django's code, its own name, its English name, direction, and whether the pages exist in it."""

    code: str
    own_name: str
    english_name: str
    right_to_left: bool
    has_pages: bool


LANGUAGES = [
    Language("en", "English", "English", False, True),
    Language("pt", "Português", "Portuguese", False, True),
    Language("fa-af", "دری", "Dari", True, True),
    Language("fa", "فارسی", "Persian", True, False),
    Language("ps", "پښتو", "Pashto", True, False),
    Language("ar", "العربية", "Arabic", True, False),
    Language("fr", "Français", "French", False, False),
]

PAGE_LANGUAGES = [(language.code, language.own_name) for language in LANGUAGES if language.has_pages]
RIGHT_TO_LEFT = [language.code for language in LANGUAGES if language.right_to_left]


def teach_django() -> None:
    """Tell Django of the languages it does not know: Dari and Pashto."""
    for language in LANGUAGES:
        django.conf.locale.LANG_INFO.setdefault(
            language.code,
            {
                "bidi": language.right_to_left,
                "code": language.code,
                "name": language.english_name,
                "name_local": language.own_name,
            },
        )
    global_settings.LANGUAGES_BIDI = sorted({*global_settings.LANGUAGES_BIDI, *RIGHT_TO_LEFT})
