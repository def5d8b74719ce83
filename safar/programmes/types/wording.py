"""Words shared by every part of a definition: codes, texts in several languages, roles and countries."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import ConfigDict, Field, StringConstraints

STRICT = ConfigDict(extra="forbid", populate_by_name=True)

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
ProgrammeCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]

Language = Literal["en", "pt", "fa-af", "fa", "ps", "fr", "ar"]
LANGUAGES: tuple[str, ...] = get_args(Language)
REQUIRED_LANGUAGES: tuple[str, ...] = ("en", "pt", "fa-af")

Texts = Annotated[dict[Language, Sentence], Field(min_length=1)]

Role = Literal[
    "counsellor",
    "protection_officer",
    "movement_officer",
    "reintegration_officer",
    "programme_manager",
    "data_protection_officer",
    "administrator",
]
ROLES: tuple[str, ...] = get_args(Role)

FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "fa-af": ("fa",),
    "fa": ("fa-af",),
    "ps": ("fa-af", "fa"),
}


def text_in(texts: Mapping[Language, str], language: str) -> str:
    """The text in the wanted language, else in the nearest one people who read it understand, else in English."""
    by_language: dict[str, str] = {str(known): text for known, text in texts.items()}
    for candidate in (language, *FALLBACKS.get(language, ()), language.split("-")[0], "en"):
        if candidate in by_language:
            return by_language[candidate]
    return next(iter(by_language.values()))
