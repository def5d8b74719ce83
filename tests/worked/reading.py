"""Reads a worked case: everything is text, a repeated key is a fault, and only known keys are taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
_STORY = {"name", "why", "point", "rules", "programme", "office", "people", "case", "facts", "began", "events"}
_PERSON = {"born", "sex", "child of", "spouse of", "case", "languages", "cannot read"}
_ALWAYS = {"on", "does", "who", "by", "refused", "why"}


class Faulty(Exception):
    """The story cannot be read; the message says where and what to mend."""


class _Strict(yaml.BaseLoader):
    """Text only, and no key twice."""


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node))
        if key in found:
            raise Faulty(f"Line {key_node.start_mark.line + 1}: “{key}” stands twice.")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Strict.add_constructor("tag:yaml.org,2002:map", _mapping)


@dataclass(frozen=True)
class Event:
    """Something that happens: when, what, to whom, by whom, and the code it is refused with, if it is."""

    at: datetime | None
    does: str
    who: tuple[str, ...]
    by: str
    refused: str
    more: dict[str, Any] = field(default_factory=dict)
    expect: dict[str, Any] = field(default_factory=dict)
    why: str = ""

    def __str__(self) -> str:
        return f"{self.at or ''} {', '.join(self.who)} {self.does}{' (expect)' if self.expect else ''}".strip()


@dataclass(frozen=True)
class Told:
    """A whole story."""

    name: str
    point: int
    rules: tuple[str, ...]
    programme: str
    office: str
    people: dict[str, dict[str, Any]]
    case: tuple[str, ...]
    facts: dict[str, Any]
    began: str
    events: tuple[Event, ...]


def stories() -> list[Path]:
    """Every worked case."""
    return sorted(FOLDER.glob("*.yaml"))


def read_story(path: Path) -> Told:
    """The story in a file; raises Faulty."""
    body = yaml.load(path.read_text(encoding="utf-8"), Loader=_Strict)
    _only(body, _STORY, path.name)
    people = {name: given or {} for name, given in body["people"].items()}
    for name, given in people.items():
        _only(given, _PERSON, f"{path.name}: {name}")
    return Told(
        name=body["name"],
        point=int(body["point"]),
        rules=names(body.get("rules")),
        programme=body.get("programme", "arvore-vi"),
        office=body.get("office", ""),
        people=people,
        case=names(body["case"]) if "case" in body else tuple(people),
        facts=body.get("facts", {}),
        began=body.get("began", "before_travel"),
        events=tuple(_event(event, path.name) for event in body["events"]),
    )


def _event(given: dict[str, Any], where: str) -> Event:
    if "expect" in given:
        _only(given, {"expect", "on", "why"}, where)
        return Event(moment(given["on"]) if "on" in given else None, "", (), "", "", expect=given["expect"])
    if "does" not in given or "on" not in given:
        raise Faulty(f"{where}: an event says `on`, when, and `does`, what: {given}")
    more = {key: value for key, value in given.items() if key not in _ALWAYS}
    return Event(
        moment(given["on"]), given["does"], names(given.get("who")), given.get("by", ""), given.get("refused", ""), more
    )


def _only(given: dict[str, Any], known: set[str], where: str) -> None:
    if unknown := set(given) - known:
        raise Faulty(f"{where}: unknown keys {sorted(unknown)}; known are {sorted(known)}.")


def names(value: Any) -> tuple[str, ...]:
    """One name or several."""
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def moment(text: str) -> datetime:
    """`2016-05-04 10:30`, or the morning of a day, in Coordinated Universal Time."""
    return datetime.fromisoformat(text if " " in text else f"{text} 09:00").replace(tzinfo=UTC)


def day(text: str) -> date:
    """`2016-05-04`."""
    return date.fromisoformat(text)


def yes(value: Any) -> bool:
    """`yes` or `no`."""
    if value not in ("yes", "no"):
        raise Faulty(f"Say yes or no, not “{value}”.")
    return bool(value == "yes")
