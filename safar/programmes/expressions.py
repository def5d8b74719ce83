"""Conditions in the Common Expression Language: taken apart, tried on typed samples, and evaluated with unknowns."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import cel
import pycountry

from safar.programmes.case_facts import CASE_FACTS, CaseFact

Value = bool | int | str
TOKEN = re.compile(
    r"""\s*(?:(?P<text>'[^'\\]*'|"[^"\\]*")|(?P<number>[0-9]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"""
    r"""|(?P<sign>&&|\|\||==|!=|<=|>=|[!<>()\[\],+*-]))"""
)
COMPARISONS = ("==", "!=", "<=", ">=", "<", ">", "in")
KEYWORDS = {"true", "false", "in"}
SAMPLE_COUNTRIES = ("AF", "BR", "IR", "PT")
MOST_SAMPLES = 3000


@dataclass(frozen=True)
class Token:
    """A word of an expression with its kind: text, number, name or sign."""

    kind: str
    text: str


@dataclass(frozen=True)
class Part:
    """A sub-expression that must be true or false, with its two sides when it compares."""

    text: str
    sides: tuple[str, str] | None = None


class FaultyExpression(Exception):
    """The condition cannot be used; the message is a sentence saying why and what to do."""


@lru_cache(maxsize=2048)
def compiled(expression: str) -> cel.Program:
    """The expression compiled by the library; ValueError when it cannot be parsed."""
    return cel.compile(expression)


def facts_in(expression: str) -> tuple[str, ...]:
    """The names of the facts an expression asks about."""
    return tuple(compiled(expression).variables())


def evaluate(expression: str, facts: Mapping[str, Value]) -> bool | None:
    """True or false where the known facts settle it; nothing while they do not. Unknown facts are left out."""
    asked = facts_in(expression)
    known: dict[str, Value] = {name: facts[name] for name in asked if name in facts}
    try:
        return bool(compiled(expression).execute(dict(known)))
    except (RuntimeError, TypeError, ValueError):
        if len(known) < len(asked):
            return None
        raise


def check_expression(expression: str) -> None:
    """Refuse, with a sentence, whatever could surprise later; raises FaultyExpression."""
    tokens = list(_tokens(expression))
    if not tokens:
        raise FaultyExpression("The condition is empty, so it asks about no fact; name a fact.")
    _check_words(tokens)
    try:
        compiled(expression)
    except ValueError as error:
        first = str(error).splitlines()[0].split("Syntax error: ")[-1]
        raise FaultyExpression(f"The condition cannot be read: {first}") from error
    if not facts_in(expression):
        raise FaultyExpression("The condition asks about no fact, so it is always the same; name a fact.")
    for part in _parts(tokens):
        _try_part(part)
    _try_part(Part(expression))


def _tokens(expression: str) -> Iterator[Token]:
    position = 0
    while expression[position:].strip():
        found = TOKEN.match(expression, position)
        if found is None:
            sign = expression[position:].strip()[0]
            raise FaultyExpression(_why_not(sign))
        position = found.end()
        kind = str(found.lastgroup)
        yield Token(kind, found.group(kind))


def _why_not(sign: str) -> str:
    if sign == ".":
        return "`.` is not allowed: facts are flat names such as `applicant_age`, and money never enters a condition."
    if sign == "?":
        return "`? :` is not allowed: write two rules instead."
    return f"`{sign}` is not allowed in a condition."


def _check_words(tokens: list[Token]) -> None:
    following = [*tokens[1:], Token("end", "")]
    for token, after in zip(tokens, following, strict=True):
        if token.kind != "name" or token.text in KEYWORDS:
            continue
        if after.text == "(":
            raise FaultyExpression(f"`{token.text}()` is not allowed: conditions call no functions.")
        if token.text not in CASE_FACTS:
            near = _nearest(token.text)
            raise FaultyExpression(f"There is no fact `{token.text}`.{near}")


def _nearest(name: str) -> str:
    near = get_close_matches(name, CASE_FACTS, n=1)
    return f" Did you mean `{near[0]}`?" if near else " See the list of facts in docs/glossary.md."


def _parts(tokens: list[Token]) -> Iterator[Part]:
    """Every sub-expression that must be true or false, the whole first."""
    tokens = _unwrapped(tokens)
    for sign in ("||", "&&"):
        pieces = _split(tokens, (sign,))
        if len(pieces) > 1:
            for piece in pieces:
                yield from _parts(piece)
            return
    if tokens and tokens[0].text == "!":
        yield from _parts(tokens[1:])
        return
    sides = _split(tokens, COMPARISONS)
    if len(sides) == 2:
        yield Part(_text(tokens), (_text(sides[0]), _text(sides[1])))
    elif len(sides) > 2:
        raise FaultyExpression(f"`{_text(tokens)}` compares twice; join two comparisons with `&&`.")
    else:
        yield Part(_text(tokens))


def _unwrapped(tokens: list[Token]) -> list[Token]:
    while len(tokens) > 1 and tokens[0].text == "(" and _closing(tokens) == len(tokens) - 1:
        tokens = tokens[1:-1]
    return tokens


def _closing(tokens: list[Token]) -> int:
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        if depth == 0:
            return index
    return -1


def _split(tokens: list[Token], signs: tuple[str, ...]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        if depth == 0 and token.kind != "text" and token.text in signs:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def _text(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _try_part(part: Part) -> None:
    """Evaluate the part on every sample: it must give true or false, not always the same, comparing like with like."""
    if part.sides is not None:
        _check_words_compared(part.sides[0], part.sides[1])
    seen: set[bool] = set()
    for sample in _samples(part.text):
        if part.sides is not None:
            _check_sides(part, sample)
        value = _value(part.text, sample)
        if not isinstance(value, bool):
            raise FaultyExpression(f"`{part.text}` gives {_kind(value)}, where yes or no is needed.")
        seen.add(value)
    if len(seen) == 1:
        always = "true" if True in seen else "false"
        raise FaultyExpression(f"`{part.text}` is always {always}; correct it or take it out.")


def _check_sides(part: Part, sample: dict[str, Value]) -> None:
    left, right = (_value(side, sample) for side in part.sides or ())
    others = right if isinstance(right, list) else [right]
    for other in others:
        if type(left) is not type(other):
            raise FaultyExpression(f"`{part.text}` compares {_kind(left)} with {_kind(other)}.")


def _check_words_compared(left: str, right: str) -> None:
    """Words a fact is compared with must be ones it can have: a country code, or one of its options."""
    for name, side in ((left, right), (right, left)):
        fact = CASE_FACTS.get(name)
        if fact is None or fact.kind not in {"country", "choice"}:
            continue
        for word in _words_in(side):
            if not _can_be(fact, word):
                allowed = ", ".join(fact.options) or "a country code such as PT"
                raise FaultyExpression(f"`{name}` can never be `{word}`; it is one of: {allowed}.")


def _can_be(fact: CaseFact, word: str) -> bool:
    if fact.kind == "country":
        return pycountry.countries.get(alpha_2=word) is not None
    return word in fact.options


def _words_in(expression: str) -> list[str]:
    return [token.text[1:-1] for token in _tokens(expression) if token.kind == "text"]


def _samples(expression: str) -> Iterator[dict[str, Value]]:
    names = facts_in(expression)
    numbers = {int(token.text) for token in _tokens(expression) if token.kind == "number"}
    words = _words_in(expression)
    choices = [_values_of(CASE_FACTS[name], numbers, words) for name in names]
    combinations = itertools.product(*choices)
    for values in itertools.islice(combinations, MOST_SAMPLES):
        yield dict(zip(names, values, strict=True))


def _values_of(fact: CaseFact, numbers: set[int], words: list[str]) -> list[Value]:
    if fact.kind == "yes_no":
        return [False, True]
    if fact.kind == "number":
        near = {number + step for number in numbers for step in (-1, 0, 1)}
        return sorted(number for number in near | {0, 1, 18, 70} if number >= 0)
    if fact.kind == "choice":
        return list(fact.options)
    return sorted({*SAMPLE_COUNTRIES, *(word for word in words if len(word) == 2)})


def _value(expression: str, sample: Mapping[str, Value]) -> object:
    try:
        return compiled(expression).execute(dict(sample))
    except (RuntimeError, TypeError, ValueError) as error:
        tried = ", ".join(f"{name} = {value}" for name, value in sample.items())
        raise FaultyExpression(f"`{expression}` cannot be worked out for {tried}: it mixes kinds of values.") from error


def _kind(value: object) -> str:
    names = {bool: "yes or no", int: "a number", str: "a word", list: "a list"}
    return names.get(type(value), type(value).__name__)
