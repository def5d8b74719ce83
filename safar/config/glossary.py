"""Writes the part of the glossary that lists every code, from the program itself; the words are written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path

from django.db.models import Choices
from django.utils.translation import override

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
MARK = "<!-- From here on written by `safar glossary`. -->\n"
CONTEXTS = ("accounts", "people", "consent", "cases", "movements")


def bring_up_to_date() -> None:
    """Write the codes anew below the words."""
    words = GLOSSARY.read_text(encoding="utf-8").split(MARK)[0]
    GLOSSARY.write_text(words + MARK + codes(), encoding="utf-8")


def codes() -> str:
    """Every code with its meaning, as tables: programmes, gates, permissions, fixed lists, refusals."""
    with override("en"):
        return "\n".join(
            part
            for title, rows in [*_programmes(), *_gates_and_permissions(), *_fixed_lists(), *_refusals()]
            for part in _table(title, rows)
        )


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"\n## {title}\n\n| code | meaning |\n|---|---|"
    yield from (f"| `{code}` | {' '.join(meaning.split())} |" for code, meaning in rows)


def _programmes() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    from safar.programmes.services import programmes_on_disk

    for programme in programmes_on_disk():
        name = f"Programme `{programme.code}`"
        yield f"{name}: stages", [(stage.code, f"{stage.names['en']} ({stage.phase})") for stage in programme.stages]
        yield f"{name}: moves", [(move.code, move.names["en"]) for move in programme.moves]
        yield f"{name}: deadlines", [(deadline.code, deadline.names["en"]) for deadline in programme.deadlines]
        yield f"{name}: outcomes", [(outcome.code, outcome.names["en"]) for outcome in programme.outcomes]
        yield f"{name}: entitlements", [(each.code, each.names["en"]) for each in programme.entitlements]
        yield f"{name}: topics", [(topic.code, topic.names["en"]) for topic in programme.topics]
        yield f"{name}: steps that cannot be undone", [(s.code, s.names["en"]) for s in programme.irreversible_steps]


def _gates_and_permissions() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    from safar.accounts.queries import permission_table
    from safar.programmes.queries import gate_sentences

    yield "Gates", sorted(gate_sentences().items())
    yield (
        "Permissions",
        [
            (code, "held by: " + ", ".join(sorted(str(role.label) for role in roles)))
            for code, roles in permission_table().items()
        ],
    )


def _fixed_lists() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for context in CONTEXTS:
        types = import_module(f"safar.{context}.types")
        found = {kind for kind in vars(types).values() if isinstance(kind, type) and issubclass(kind, Enum)}
        for kind in sorted(found, key=lambda kind: kind.__name__):
            about = (kind.__doc__ or "").strip()
            rows = [
                (str(m.value), str(m.label) if isinstance(m, Choices) else m.name.lower().replace("_", " "))
                for m in kind
            ]
            yield f"{context}: {kind.__name__}. {about}", rows


def _refusals() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    from safar.plumbing.refusals import registered

    yield "Refusals and sentences", [(code, str(sentence)) for code, sentence in sorted(registered().items())]
