"""Wrong input anywhere gets a sentence that says what to do, and loses nothing already typed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from safar.accounts.models import User
from safar.config.demonstration import filling, hard, preparing, stories
from tests.conftest import empty_tables
from tests.desk.wrong_input import Answered, Form, is_uuid, send, walk

READERS = (  # one of each role
    *("ana", "helena", "ines", "duarte", "mirwais", "admin", "erik", "sofia"),
    *("tiago", "clara", "paulo", "auditor"),
)
TOLD = {
    "lisbon": ("counselled", "about_to_leave", "heard_from_another", "left", "rebuilding", "refused"),
    "tehran": ("answered_red", "arrived", "rebuilding"),
}
WRONG = [
    *("31/02/1400", "0000", "99/99/9999", "-5", "1" + "0" * 30, "25:61", "\u202eevil\u202c", "a\x00b", "a\ud800b"),
    *("x" * 6000, "<script>alert(1)</script>", "{{ 7|add:1 }} %s %(x)d {0}", "؟؟؟", "1e400", "NaN", " ", "٣١/٠٢/١٤٠٠"),
]
BROKEN_ON_THE_WAY = {"a\x00b", "a\ud800b", " "}  # no browser sends the first two; blanks at the ends are cut
LOOK_TWICE = ("ana", "mirwais")  # two pages of each kind, so that early and late cases are met
TAMPERED = "tampered "  # hidden questions that nobody answers by hand: they may not break anything, that is all
STRANGER = "farzana"  # a counsellor in Tehran, to whom Lisbon's families do not exist
EVERYTHING = os.environ.get("SAFAR_TRY_EVERYTHING") == "1"  # every wrong text in every field: some minutes


@dataclass
class Findings:
    """What was sent where, and what was wrong about what came back."""

    pages: dict[str, int] = field(default_factory=dict)
    forms: dict[tuple[str, str], Form] = field(default_factory=dict)
    sent: int = 0
    broken: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    open_doors: list[str] = field(default_factory=list)
    dead_ends: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def findings(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Findings]:
    """A small demonstration, walked through and ill-treated by one colleague of each role."""
    with (
        psycopg.connect(os.environ["OWNER_ADDRESS"], autocommit=True) as owner,
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
    ):
        connection.close()
        empty_tables(owner)
        owner.execute("INSERT INTO plumbing_setting (key, value) VALUES ('demonstration', 'true')")
        tell()
        yield ill_treat()
        connection.close()
        empty_tables(owner)


def tell() -> None:
    """Walk a few families to where something can be done about them."""
    now = timezone.now()
    filling.make_organisation(now)
    preparing.publish_definitions(at=now - timedelta(days=400))
    for place, offices in (("lisbon", ("LIS", "LIS")), ("tehran", ("THR", "HEA"))):
        left = list(TOLD[place])
        for walk_, story in getattr(stories, place)(filling.crew(*offices), now):
            if story.__name__ in left:
                left.remove(story.__name__)
                story(walk_, now)
    crew = filling.crew("LIS", "LIS")
    hard.keep_interpreters(crew, "LIS", now)
    for hard_case in hard.hard_cases():
        hard_case(crew, now)
    filling.record_enquiries(now)


def ill_treat() -> Findings:
    """Everybody looks at every page, then sends each kind of form once with everything that can be wrong."""
    findings = Findings()
    for username in READERS:
        client = signed_in(username)
        found: list[Form] = []
        for led_by, address, answer, page in walk(client, "/", 2 if username in LOOK_TWICE else 1):
            findings.pages[f"{username} {address}"] = answer.status_code
            if answer.status_code >= 500:
                findings.broken.append(f"{username} GET {address}: {answer.status_code}")
            elif answer.status_code >= 400:
                findings.dead_ends.append(f"{username} from {led_by} to {address}: {answer.status_code}")
            found += page.forms if page else []
        for form in found:
            if form.method == "post" and form.kind not in findings.forms and "/language" not in form.action:
                findings.forms[form.kind] = form
                try_wrong(client, username, form, findings)
    try_the_doors(findings)
    return findings


def try_the_doors(findings: Findings) -> None:
    """What a colleague of another office may not open they may not send either; other methods break nothing."""
    stranger = signed_in(STRANGER)
    for form in findings.forms.values():
        shut = stranger.get(form.page).status_code >= 400
        sent = send(stranger, form, form.likely()).status
        if sent >= 500 or (shut and sent < 400):
            findings.open_doors.append(f"{STRANGER} {form.action}: {sent}")
        for method in (stranger.put, stranger.delete, stranger.patch):
            if method(form.action).status_code >= 500:
                findings.broken.append(f"{method.__name__} {form.action}")


def signed_in(username: str, **options: bool) -> Client:
    """The browser of a colleague."""
    client = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="en", **options)  # type: ignore[arg-type]
    client.force_login(User.objects.get(username=username))
    session = client.session
    session["language"] = "en"
    session.save()
    return client


def try_wrong(client: Client, username: str, form: Form, findings: Findings) -> None:
    """Send a form with one thing wrong after the other."""
    for what, answers in wrong_answers(form):
        answered = send(client, form, answers)
        findings.sent += 1
        said = f"{username} {form.action} with {what}"
        if answered.status >= 500 or answered.fault:
            findings.broken.append(f"{said}: {answered.status} {answered.fault[:300]}")
            continue
        again = same_form(form, answered)
        if again is None:
            continue
        if answered.page and not answered.page.errors and "/search" not in form.action:
            findings.silent.append(said)
        if TAMPERED not in what:
            findings.lost += [f"{said}: {name} was {answers[name][:40]!r}" for name in lost_answers(again, answers)]


def wrong_answers(form: Form) -> Iterator[tuple[str, dict[str, str]]]:
    """Nothing, nonsense everywhere, and each field by itself wrong between likely answers."""
    likely = form.likely()
    typed = [name for name, asked in form.asked.items() if asked.is_typed]
    picked = [name for name, asked in form.asked.items() if not asked.is_typed and asked.kind != "file"]
    hidden = {name: form.asked[name].value for name in picked if form.asked[name].kind == "hidden"}
    yield "likely answers", likely
    yield "nothing", dict(form.buttons[:1])
    yield "nothing typed", dict(form.buttons[:1]) | hidden
    yield "nonsense", {name: "nonsense" for name in likely} | hidden
    yield "nonsense chosen", likely | {name: "nonsense" for name in picked if name not in hidden}
    turns = cycle(WRONG)
    for text in WRONG if EVERYTHING else (next(turns) for _ in range(2)):
        yield f"{text[:30]!r} everywhere", likely | {name: text for name in typed}
    for name in typed:
        for text in WRONG if EVERYTHING else (next(turns),):
            yield f"{name}={text[:30]!r}", likely | {name: text}
    for name in picked:
        if is_uuid(likely.get(name, "")) and name not in hidden:
            yield f"{name}=somebody else's id", likely | {name: str(uuid4())}
        elif name in hidden or EVERYTHING:
            yield f"{TAMPERED if name in hidden else ''}{name}=nonsense", likely | {name: "nonsense"}


def same_form(form: Form, answered: Answered) -> Form | None:
    """The form again, where the page came back with it."""
    forms = answered.page.forms if answered.page else []
    return next((each for each in forms if each.kind == form.kind and each.action == form.action), None)


def lost_answers(form: Form, answers: dict[str, str]) -> Iterator[str]:
    """The questions whose answers do not stand in the form any more."""
    if "/search" in form.action:
        return  # what is looked for is never written into the page's box again: desks are shared
    for name, asked in form.asked.items():
        sent = answers.get(name, "")
        if asked.is_typed and asked.kind != "password" and sent not in BROKEN_ON_THE_WAY and asked.value != sent:
            yield name
        if asked.chosen != [sent] and sent in asked.choices and sent:
            yield name


def test_the_walk_met_the_whole_program(findings: Findings) -> None:
    """Otherwise the tests below would prove little."""
    print(f"{len(findings.pages)} pages, {len(findings.forms)} kinds of forms, {findings.sent} times sent")
    assert len(findings.forms) >= 120, sorted(findings.forms)


def test_nothing_wrong_breaks_a_page(findings: Findings) -> None:
    assert findings.broken == [], "\n".join(findings.broken)


def test_what_is_wrong_is_said(findings: Findings) -> None:
    assert findings.silent == [], "\n".join(findings.silent)


def test_d9_another_office_sends_nothing_into_what_it_may_not_see(findings: Findings) -> None:
    assert findings.open_doors == [], "\n".join(findings.open_doors)


def test_a_page_without_its_token_is_answered_in_words(findings: Findings) -> None:
    answer = signed_in("ana", enforce_csrf_checks=True).post("/people/register", {"name": "Maria da Luz of Recife"})
    assert answer.status_code == 403
    assert b"load the page again" in answer.content
    assert b"Maria da Luz of Recife" in answer.content


def test_nobody_is_led_where_they_may_not_go(findings: Findings) -> None:
    assert findings.dead_ends == [], "\n".join(findings.dead_ends)


def test_what_was_typed_stays(findings: Findings) -> None:
    assert findings.lost == [], "\n".join(findings.lost)
