"""Checks a put-together definition against its shape and says in sentences what does not fit."""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from safar.programmes.definition.nodes import Node
from safar.programmes.types.faults import Fault
from safar.programmes.types.programme import Programme

Shaped = TypeVar("Shaped")
PROGRAMME: TypeAdapter[Programme] = TypeAdapter(Programme)

KINDS_OF_VALUE = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "string_type": "text",
    "date_from_datetime_parsing": "a day such as 2016-05-31",
    "date_parsing": "a day such as 2016-05-31",
    "date_type": "a day such as 2016-05-31",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys with values",
    "dataclass_type": "keys with values",
}
PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "a code in small Latin letters, digits and underscores",
    r"^[a-z][a-z0-9-]*$": "a code in small Latin letters, digits and hyphens",
    r"^[A-Z]{2}$": "a country code of two capital letters, such as PT",
}


def shaped(tree: Node, adapter: TypeAdapter[Shaped]) -> tuple[Shaped | None, list[Fault]]:
    """The tree as a typed value, or the faults that keep it from being one."""
    try:
        return adapter.validate_json(json.dumps(tree.plain()), strict=True), []
    except ValidationError as error:
        return None, sorted({_fault(tree, detail) for detail in error.errors(include_url=False)})


def programme_from(tree: Node) -> tuple[Programme | None, list[Fault]]:
    """The tree as a programme, or its faults."""
    return shaped(tree, PROGRAMME)


def body_of(programme: Programme) -> dict[str, Any]:
    """The programme as plain JSON values, the form in which it is published."""
    body: dict[str, Any] = PROGRAMME.dump_python(programme, mode="json", by_alias=True, exclude_none=True)
    return body


def programme_of(body: Mapping[str, Any]) -> Programme:
    """A programme read back from its published form."""
    return PROGRAMME.validate_json(json.dumps(body), strict=True)


def _fault(tree: Node, detail: Any) -> Fault:
    path = [step for step in detail["loc"] if step != "[key]"]
    kind: str = detail["type"]
    last = str(path[-1]) if path else ""
    if kind == "unexpected_keyword_argument" or kind == "extra_forbidden":
        return tree.at(*path).fault(_unknown(last))
    if kind in {"missing", "missing_argument", "missing_keyword_only_argument"}:
        return tree.at(*path[:-1]).fault(f"`{last}` is missing here; every {_thing(path[:-1])} needs one.")
    return tree.at(*path).fault(_sentence(kind, last, path, detail))


def _sentence(kind: str, last: str, path: list[Any], detail: Any) -> str:
    context = detail.get("ctx", {})
    where = next((str(step) for step in reversed(path) if isinstance(step, str)), last)
    if kind in KINDS_OF_VALUE:
        return f"`{where}` must be {KINDS_OF_VALUE[kind]}, not {_shown(detail['input'])}."
    if kind == "literal_error":
        near = get_close_matches(str(detail["input"]), str(context["expected"]).replace("'", "").split(", "), n=1)
        hint = f" Did you mean `{near[0]}`?" if near else ""
        return f"`{where}` cannot be {_shown(detail['input'])}; it must be {context['expected']}.{hint}"
    if kind == "string_pattern_mismatch":
        wanted = PATTERNS.get(context["pattern"], "written in the given form")
        return f"`{where}` must be {wanted}, not {_shown(detail['input'])}."
    if kind == "value_error":
        return f"`{where}`: {context['error']}."
    if kind in {"too_short", "string_too_short"}:
        return f"`{where}` must not be empty."
    message = str(detail["msg"]).replace("Input should be", "must be")
    return f"`{where}` {message[0].lower()}{message[1:]}, not {_shown(detail['input'])}."


def _unknown(key: str) -> str:
    near = get_close_matches(key, known_keys(), n=1)
    hint = f" Did you mean `{near[0]}`?" if near else " Take it out or correct its spelling."
    return f"Unknown key `{key}`.{hint}"


def _thing(path: Iterable[Any]) -> str:
    """What the place is, in the singular: `moves` → move."""
    words = [step for step in path if isinstance(step, str)]
    return words[-1].removesuffix("s").replace("_", " ") if words else "programme"


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}…`"


@cache
def known_keys() -> tuple[str, ...]:
    """Every key the shape knows, at any depth."""
    schema = PROGRAMME.json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return tuple(sorted({key for part in parts for key in part.get("properties", {})}))
