"""Keeps the catalogues of the pages' languages: collects what is to be translated, and compiles what was.

Babel does it all, so that no machine needs the gettext programs. A catalogue carries no dates and no line numbers:
it changes only when a sentence does.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_language, to_locale
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
MessageId: TypeAlias = "str | tuple[str, str]"

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "Unclear": (2,),  # the kernel knows no Django; its sentences are translated where they are shown
}
PLURALS = {
    "pt": "nplurals=2; plural=(n != 1);",
    "fa-af": "nplurals=2; plural=(n > 1);",
    "fa": "nplurals=2; plural=(n > 1);",
    "ps": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
CALL = re.compile(r"\b(?:n?p?gettext|_)\(")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdfr]|\{\w*\}|%[sd](?!\w)")


@dataclass(frozen=True)
class CatalogueState:
    """What is wrong with one language's catalogue: message ids without a translation, and placeholders that differ."""

    language: str
    missing: list[str]
    astray: list[str]


def collect(root: Path) -> Catalog:
    """Every message in the Python files and templates of the project under `root`."""
    catalogue = Catalog(fuzzy=False)
    for path in _sources(root):
        text = path.read_text(encoding="utf-8")
        for found, context in _messages_in(text, is_template=path.suffix in {".html", ".txt"}):
            catalogue.add(found, context=context)
    return catalogue


def languages_in(root: Path) -> list[str]:
    """The languages that have a catalogue under `root/locale`; a new one starts as an empty file there."""
    return sorted(to_language(path.parts[-3]) for path in root.glob("locale/*/LC_MESSAGES/django.po"))


def extract_messages(root: Path = ROOT, languages: Iterable[str] | None = None) -> dict[str, int]:
    """Bring the catalogues under `root/locale` up to date; how many messages each language still lacks.

    Messages that no source uses any more are dropped; new ones come in empty. Nothing is guessed.
    """
    collected = collect(root)
    missing = {}
    for language in languages or languages_in(root):
        path = catalogue_path(root, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        renewed = _renewed(collected, _read(path, language), language)
        path.write_text(_written(renewed, language), encoding="utf-8")
        missing[language] = len(state_of(root, language).missing)
    return missing


def compile_messages(root: Path = ROOT, languages: Iterable[str] | None = None) -> dict[str, int]:
    """Compile the catalogues under `root/locale`; how many messages each language lacks."""
    missing = {}
    for language in languages or languages_in(root):
        path = catalogue_path(root, language)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, _read(path, language))
            missing[language] = len(state_of(root, language).missing)
    return missing


def state_of(root: Path, language: str) -> CatalogueState:
    """Which messages of a language are missing, and which translations lost or gained a placeholder."""
    missing, astray = [], []
    for message in _messages(_read(catalogue_path(root, language), language)):
        ids, texts = _forms(message.id), _forms(message.string)
        if not texts or not all(texts):
            missing.append(ids[0])
        elif _placeholders(ids[-1:]) != _placeholders(texts[-1:]) or not _placeholders(texts) <= _placeholders(ids):
            astray.append(ids[0])
    return CatalogueState(language, missing, astray)


def is_current(root: Path, language: str) -> bool:
    """Whether the catalogue has exactly the messages of the sources, written as this module writes them."""
    path = catalogue_path(root, language)
    renewed = _renewed(collect(root), _read(path, language), language)
    return path.exists() and path.read_text(encoding="utf-8") == _written(renewed, language)


def catalogue_path(root: Path, language: str) -> Path:
    """Where the catalogue of a language lies."""
    return root / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"


def _sources(root: Path) -> Iterator[Path]:
    for pattern in ("safar/**/*.py", "safar/**/*.html", "safar/**/*.txt", "templates/**/*.html", "templates/**/*.txt"):
        yield from sorted(root.glob(pattern))


def _messages_in(text: str, is_template: bool) -> Iterator[tuple[MessageId, str | None]]:
    if is_template:
        # The template's own text comes back as rows of X; only the calls are Python, so only they are kept.
        python = templatize(text)
        text = "\n".join(_call_at(python, call.start()) for call in CALL.finditer(python))
    for _line, found, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        yield (found if isinstance(found, str) else (found[0], found[1])), context


def _call_at(python: str, start: int) -> str:
    depth, rest = 0, python[start:]
    lines = rest.splitlines(keepends=True)
    for token in tokenize.generate_tokens(io.StringIO(rest).readline):
        if token.string in "()" and token.type == tokenize.OP:
            depth += 1 if token.string == "(" else -1
            if depth == 0:
                row, column = token.end
                return "".join(lines[: row - 1]) + lines[row - 1][:column]
    raise ValueError(f"A translation in a template never ends: {rest[:60]}")


def _renewed(collected: Catalog, known: Catalog, language: str) -> Catalog:
    renewed = _empty(language)
    for message in _messages(collected):
        before = known.get(message.id, context=message.context)
        forms = _forms(before.string) if before is not None else ()
        wanted = 1 if isinstance(message.id, str) else renewed.num_plurals
        texts = forms if len(forms) == wanted else ("",) * wanted
        renewed.add(message.id, texts[0] if isinstance(message.id, str) else texts, context=message.context)
    return renewed


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language))


def _empty(language: str) -> Catalog:
    catalogue = Catalog(locale=to_locale(language), fuzzy=False)
    # Babel counts otherwise than Django's own catalogues do, and both are read as one.
    catalogue.mime_headers = [("Plural-Forms", PLURALS[language])]
    return catalogue


def _written(catalogue: Catalog, language: str) -> str:
    body = io.BytesIO()
    write_po(body, catalogue, width=110, no_location=True, omit_header=True, sort_output=True)
    header = [
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        f'"Language: {to_locale(language)}\\n"',
        f'"Plural-Forms: {PLURALS[language]}\\n"',
    ]
    return "\n".join(header) + "\n\n" + body.getvalue().decode().strip() + "\n"


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _forms(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _placeholders(texts: Iterable[str]) -> set[str]:
    return {placeholder for text in texts for placeholder in PLACEHOLDER.findall(text)}


if __name__ == "__main__":
    for compiled_language, lacking in compile_messages().items():
        if lacking:
            sys.stdout.write(f"{compiled_language}: {lacking} sentences are not translated and appear in English.\n")
