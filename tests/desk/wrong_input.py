"""A tired hand on every page: finds the forms a reader is offered and sends wrong answers through them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_plus, urlsplit
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

NEVER_FOLLOWED = ("/account/logout", "/static/", "/draft/")
VOID_OF_TYPING = ("hidden", "submit", "button", "file", "checkbox", "radio")


@dataclass
class Asked:
    """One question of a form: its kind, what stands in it, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        """Whether people write into it."""
        return self.kind not in VOID_OF_TYPING and self.kind != "select"


@dataclass
class Form:
    """A form as a page offers it."""

    page: str
    action: str
    method: str
    asked: dict[str, Asked] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def kind(self) -> tuple[str, str]:
        """What tells this form from others: where it leads and what it asks."""
        return pattern_of(self.action), " ".join(sorted({_unnumbered(name) for name in self.asked}))

    def add(self, name: str, kind: str, value: str, is_chosen: bool) -> None:
        """One more input of the form."""
        known = self.asked.setdefault(name, Asked(name, kind, value))
        if kind in ("radio", "checkbox"):
            known.choices.append(value)
            known.chosen += [value] if is_chosen else []

    def likely(self) -> dict[str, str]:
        """Answers that could be meant: what stands there, else the first that can be chosen, else something typed."""
        answers = dict(self.buttons[:1])
        for name, asked in self.asked.items():
            if asked.kind == "file":
                continue
            if asked.is_typed:
                answers[name] = asked.value or _something(name)
            elif asked.kind == "hidden":
                answers[name] = asked.value
            else:
                offered = [*asked.chosen, *asked.choices]
                answers[name] = next((choice for choice in offered if choice), "")
        return answers


def _unnumbered(name: str) -> str:
    return re.sub(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[0-9]+", "#", name)


def _something(name: str) -> str:
    ends = {
        "_1": "10:00",
        "_0": "01/02/2016",
        "on": "01/02/2016",
        "amount": "100",
        "birth": "1980",
        "until": "01/02/2030",
    }
    return next((text for end, text in ends.items() if name.endswith(end)), "Words 1")


class Page(HTMLParser):
    """Reads links and forms out of a page, and whether it says that something is wrong."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.errors = 0
        self.words: list[str] = []
        self._select: Asked | None = None
        self._area: Asked | None = None
        self._inside_form = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, forms, questions and signs of refusal."""
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and said.get("href", "").startswith("/"):
            self.links.append(said["href"])
        if {"error-summary", "errorlist", "stop", "warning"} & set(said.get("class", "").split()):
            self.errors += 1
        if tag == "form":
            action = said.get("action") or self.address
            self.forms.append(Form(self.address, action, said.get("method", "get").lower()))
            self._inside_form = True
        elif self._inside_form:
            self._question(tag, said)

    def _question(self, tag: str, said: dict[str, str]) -> None:
        form, name = self.forms[-1], said.get("name", "")
        if tag == "button" and name:
            form.buttons.append((name, said.get("value", "")))
        elif tag == "input" and name and name != "csrfmiddlewaretoken":
            form.add(name, said.get("type", "text"), said.get("value", ""), "checked" in said)
        elif tag == "select" and name:
            self._select = form.asked.setdefault(name, Asked(name, "select"))
        elif tag == "option" and self._select is not None:
            self._select.choices.append(said.get("value", ""))
            self._select.chosen += [said.get("value", "")] if "selected" in said else []
        elif tag == "textarea" and name:
            self._area = form.asked.setdefault(name, Asked(name, "area"))

    def handle_data(self, data: str) -> None:
        """Note what stands in a large field, and the words of the page."""
        if self._area is not None:
            self._area.value += data.removeprefix("\n") if not self._area.value else data
        elif data.strip():
            self.words.append(data.strip())

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or a question."""
        if tag == "form":
            self._inside_form = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None


def pattern_of(address: str) -> str:
    """The address with its ids left out, or nothing where no page is."""
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return ""


def read(address: str, answer: HttpResponse) -> Page | None:
    """The page that was answered; None for a paper or a redirect."""
    if answer.status_code in (301, 302) or "text/html" not in answer.headers.get("Content-Type", ""):
        return None
    page = Page(address)
    page.feed(answer.content.decode())
    return page


def walk(client: Client, start: str, most: int) -> Iterator[tuple[str, str, HttpResponse, Page | None]]:
    """Every page a reader can reach by links, up to `most` of each kind, and before it the page that led there."""
    seen: dict[str, int] = defaultdict(int)
    waiting, known = [start], {start: ""}
    while waiting:
        address = waiting.pop(0)
        kind = pattern_of(address) + ("?" if "?" in address else "")
        if seen[kind] >= most or address.startswith(NEVER_FOLLOWED):
            continue
        seen[kind] += 1
        answer: HttpResponse = client.get(address)  # type: ignore[assignment]
        page = read(address, answer)
        yield known[address], address, answer, page
        found = page.links if page else [answer.headers["Location"]] if "Location" in answer.headers else []
        for link in (each.split("#")[0] for each in found):
            if link and link not in known:
                known[link] = address
                waiting.append(link)


@dataclass(frozen=True)
class Answered:
    """What came back when something was sent, and whether the database would have kept it."""

    status: int
    page: Page | None
    fault: str = ""


def send(client: Client, form: Form, answers: dict[str, str]) -> Answered:
    """Send answers as a browser would, percent-encoded so that even broken characters arrive; then undo all of it."""
    # A browser sends its token with every form; the test's client is not asked for it, but forms count it as an answer.
    answers = {"csrfmiddlewaretoken": "-", **answers}
    body = "&".join(f"{quote_plus(name)}={_encoded(value)}" for name, value in answers.items())
    with transaction.atomic():
        try:
            answer: HttpResponse = client.post(  # type: ignore[assignment]
                form.action, body, content_type="application/x-www-form-urlencoded"
            )
            wrong = getattr(answer, "exc_info", None)
            fault = f"{wrong[0].__name__}: {wrong[1]}" if wrong and answer.status_code >= 500 else _late_fault()
            return Answered(answer.status_code, read(form.action, answer), fault)
        finally:
            transaction.set_rollback(True)


def _encoded(value: str) -> str:
    return quote_plus(value.encode("utf-8", "surrogatepass"))


def _late_fault() -> str:
    """What the database would have said only at the end of the request."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except Exception as wrong:
        return f"{type(wrong).__name__}: {wrong}"
    return ""


def is_uuid(text: str) -> bool:
    """Whether a text is a random id."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
