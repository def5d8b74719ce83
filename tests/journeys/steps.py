"""What colleagues do on the pages of Safar, as sentences: by names of fields and addresses, in any language."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page

from safar.kernel.calendars import default_calendar, short_day

HOURS = timedelta(hours=1)
DAYS = timedelta(days=1)
LAST_SECOND = 52  # a form typed later than this could arrive in the next minute, and its time would lie in the past
GO = "main .asking button.btn-go"
LOOKED_FOR = {"name", "latin", "father_name", "birth", "document_kind", "document_number", "document_country"}
Answers = Mapping[str, "str | bool | list[str] | datetime | date"]


@dataclass(frozen=True)
class Desk:
    """A colleague's window, the language they type in and the clock on their wall."""

    page: Page
    language: str
    timezone: str

    def day(self, moment: datetime | date) -> str:
        """A day as this colleague would type it."""
        day = self._here(moment).date() if isinstance(moment, datetime) else moment
        return short_day(day, self.language, default_calendar(self.language))

    def clock(self, moment: datetime) -> str:
        """The time on this colleague's wall."""
        return f"{self._here(moment):%H:%M}"

    def _here(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.timezone))


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def this_minute() -> datetime:
    """This moment, never so late in a minute that it would be over before it is typed."""
    late = now()
    if late.second > LAST_SECOND:
        time.sleep(60 - late.second)
    return now()


def go_to(desk: Desk, address: str) -> None:
    """Open an address of this Safar; it must be there."""
    came = desk.page.goto(address)
    assert came is not None
    assert came.status == 200, f"{address} answered {came.status}"


def follow(desk: Desk, link: str) -> None:
    """Take the first link of that kind with the keyboard, opening whatever it is folded into."""
    here = desk.page.locator(f"main {link}").first
    assert here.count(), f"{desk.page.url} offers no {link}"
    for fold in here.locator("xpath=ancestor::details[not(@open)]").all():
        fold.locator("summary").first.press("Enter")
    with desk.page.expect_navigation():
        here.press("Enter")


def push(desk: Desk, button: str = GO, within: str = "") -> None:
    """Press a button with the keyboard and wait for the next page."""
    with desk.page.expect_navigation():
        desk.page.locator(f"{within} {button}".strip()).first.press("Enter")


def press(desk: Desk, button: str = GO, within: str = "") -> None:
    """Press a button that has to go through; the page's own sentences are the message when it does not."""
    push(desk, button, within)
    wrong = errors_on(desk)
    assert not wrong, f"{desk.page.url} refused: {wrong}"


def errors_on(desk: Desk) -> str:
    """What the page says is wrong, or nothing."""
    return " ".join(desk.page.locator("main .error-summary, main .notice.warning").all_inner_texts())


def refused_and_kept(desk: Desk, **typed: str) -> str:
    """The page said in a sentence what is wrong, and what was typed still stands there; the sentence."""
    said = errors_on(desk)
    assert len(said) > 20, f"{desk.page.url} says nothing about what is wrong"
    for name, text in typed.items():
        assert desk.page.locator(f'main [name="{name}"]').first.input_value() == text, f"{name} was lost"
    return said


def answer(desk: Desk, answers: Answers, within: str = "main") -> None:
    """Answer questions by the names of their fields: texts, lists, ticks, days and moments."""
    for name, value in answers.items():
        field = desk.page.locator(f'{within} [name="{name}"]')
        if isinstance(value, datetime):
            desk.page.locator(f'{within} [name="{name}_0"]').fill(desk.day(value))
            desk.page.locator(f'{within} [name="{name}_1"]').fill(desk.clock(value))
        elif isinstance(value, date):
            field.fill(desk.day(value))
        elif isinstance(value, bool):
            field.first.set_checked(value)
        elif isinstance(value, list) and name == "members":
            _only_these(desk, value, within)
        elif isinstance(value, list):
            for one in value:
                _choose(desk, f'{within} [name="{name}"][value="{one}"]')
        else:
            _write(desk, field, f'{within} [name="{name}"]', value)


def _write(desk: Desk, field: Locator, where: str, value: str) -> None:
    assert field.count(), f"{desk.page.url} does not ask {where}"
    kind = field.first.get_attribute("type") or ""
    if kind == "radio":
        _choose(desk, f'{where}[value="{value}"]')
    elif not kind and field.first.locator("option").count():
        field.first.select_option(value)
    else:
        field.first.fill(value)


def _choose(desk: Desk, where: str) -> None:
    box = desk.page.locator(where)
    assert box.count(), f"{desk.page.url} does not offer {where}"
    box.first.check()


def _only_these(desk: Desk, names: list[str], within: str) -> None:
    """Tick these members, by a word of their name, and nobody else."""
    for box in desk.page.locator(f'{within} [name="members"]').all():
        whose = box.locator("xpath=ancestor::label[1]").inner_text()
        box.set_checked(any(name in whose for name in names))


def option_for(desk: Desk, name: str, words: str) -> str:
    """The value of the answer in a list that has these words."""
    return desk.page.locator(f'main [name="{name}"] option', has_text=words).first.get_attribute("value") or ""


def tick_all(desk: Desk, name: str, within: str = "main") -> None:
    """Tick every answer of a question."""
    for box in desk.page.locator(f'{within} [name="{name}"]').all():
        box.check()


# First contact


def register(
    desk: Desk, person: Answers, consent_on: date, language: str, relative_of: str = "", other_parent: str = ""
) -> str:
    """Consent first, then the look at who may be the same, then the short form; the address of the person's page."""
    begin_registering(desk, consent_on, language, relative_of, by_guardian=person.get("is_the") == "child")
    look_first(desk, person)
    answer(desk, person)
    if other_parent and person.get("is_the") == "child":
        answer(desk, {"also_child_of": option_for(desk, "also_child_of", other_parent)})
    return finish_registering(desk)


def looked_for(person: Answers) -> Answers:
    """What is asked of somebody before the short form: the little that tells whether they are on file."""
    return {name: value for name, value in person.items() if name in LOOKED_FOR}


def look_first(desk: Desk, person: Answers) -> None:
    """Look whether they are known; whoever is shown as alike is somebody else."""
    answer(desk, looked_for(person))
    press(desk)
    if desk.page.locator('main [name="step"][value="answered"]').count():
        say_they_are_others(desk)


def finish_registering(desk: Desk) -> str:
    """The short form is complete; whoever is shown as alike is somebody else. The address of the person's page."""
    press(desk)
    if desk.page.locator('main [name="step"][value="create"]').count():
        say_they_are_others(desk)
    assert not desk.page.locator('main [name="step"]').count(), "not registered yet"
    return desk.page.url


def begin_registering(
    desk: Desk, consent_on: date, language: str, relative_of: str = "", *, by_guardian: bool = False
) -> None:
    """Ask for consent, before anything else is asked."""
    go_to(desk, f"{relative_of}/family/register" if relative_of else "/people/register")
    agreed: Answers = {
        "agreed": True,
        "consent_language": language,
        "consent_on": consent_on,
        "by_guardian": by_guardian,
    }
    answer(desk, agreed)
    press(desk)


def say_they_are_others(desk: Desk) -> None:
    """Nobody of those who look alike is this person; go on."""
    for box in desk.page.locator('main input[type=checkbox][name="seen"]').all():
        box.check()
    press(desk)


def open_case(desk: Desk, person: str, answers: Answers) -> None:
    """Open a case from the person's page, for those of the household who come along; leads to the programmes."""
    go_to(desk, person)
    follow(desk, "a.btn-go[href^='/cases/open/']")
    answer(desk, answers)
    press(desk)


def enrol(desk: Desk, facts: Answers) -> str:
    """Choose the one programme that serves this way, and answer its questions; the address of the case file."""
    desk.page.locator("main [name=programme]").first.check()
    press(desk)
    case = desk.page.url.removesuffix("/eligibility")
    answer(desk, facts)
    press(desk)
    return case


def move(desk: Desk, case: str, code: str, answers: Answers | None = None) -> None:
    """Take a step of the way for everybody who can go; it has to go through."""
    go_to(desk, case)
    follow(desk, f"a[href$='/{code}']")
    answer(desk, answers or {})
    press(desk)


# The talk, the declaration, the decision


def open_sheet(desk: Desk, case: str) -> None:
    """The counselling sheet, from the case file."""
    go_to(desk, case)
    follow(desk, "a[href*='/sheet/']")


def write_sheet(desk: Desk, talk: Answers, people: Mapping[str, Answers]) -> None:
    """Write a talk down after it happened: the talk, then what was said with each person, by a word of their name."""
    answer(desk, talk)
    for name, said in people.items():
        part = desk.page.locator("main fieldset.part", has=desk.page.locator("legend", has_text=name))
        there = part.locator('[name$="-was_there"]').get_attribute("name") or ""
        prefix = there.removesuffix("was_there")
        answer(desk, {f"{prefix}{question}": reply for question, reply in said.items()})


def with_adult(topics: list[str], steps: list[str]) -> Answers:
    """What was said with an adult: everything explained and understood, asked alone, no sign of pressure."""
    return {
        "was_there": True,
        "alone": "yes",
        "decision": "yes",
        "topics": topics,
        "manner": "text",
        "understood": True,
        "consequences_told": True,
        "steps": steps,
        "no_signs": True,
        "asylum": "none",
        "travel_document": "person",
    }


def open_declaration(desk: Desk, case: str, name: str) -> None:
    """The page on which one person's own declaration is put on file."""
    open_free_will(desk, case)
    follow(desk, f"section:has(h2:has-text('{name}')) a[href*='/declaration']")


def declare(desk: Desk, case: str, name: str, answers: Answers) -> bytes:
    """One person signs for themselves; answers the declaration as a paper."""
    open_declaration(desk, case, name)
    return sign(desk, answers)


def sign(desk: Desk, answers: Answers) -> bytes:
    """The page that is open is filled in; the permit has to be in force then. Answers the declaration as a paper."""
    answer(desk, answers)
    press(desk)
    return download(desk, "a[href^='/declarations/']")


def make_child_permit(desk: Desk, case: str, name: str) -> None:
    """A child's permit, on the declarations of the parents who name it."""
    open_free_will(desk, case)
    follow(desk, f"section:has(h2:has-text('{name}')) a[href*='/child']")
    press(desk, ".asking button.btn-go", within="#permit")


def open_free_will(desk: Desk, case: str) -> None:
    """The page about everybody's own will, from the case file."""
    go_to(desk, case)
    follow(desk, "#acts a[href^='/free-will/']")


def download(desk: Desk, link: str) -> bytes:
    """What a link to a paper leads to, asked for as the browser would."""
    address = desk.page.locator(f"main {link}").first.get_attribute("href") or ""
    paper = desk.page.request.get(address)
    assert paper.status == 200, f"{address} answered {paper.status}"
    return paper.body()


def decide(desk: Desk, case: str, answers: Answers) -> None:
    """Record a decision."""
    go_to(desk, case)
    follow(desk, "a[href$='/decision']")
    answer(desk, answers)
    press(desk)


# Papers and travel


def ask_for_paper(desk: Desk, case: str, name: str, asked_on: date, authority: str) -> None:
    """Apply for a laissez-passer at the person's written wish."""
    go_to(desk, case)
    follow(desk, "a[href$='/travel-document']")
    answer(
        desk,
        {
            "member": option_for(desk, "member", name),
            "document_kind": "laissez_passer",
            "authority": authority,
            "on": asked_on,
        },
    )
    press(desk)


def next_paper_step(desk: Desk, case: str, name: str, answers: Answers) -> None:
    """Record what happened to a person's application for a travel document."""
    go_to(desk, case)
    follow(desk, "a[href$='/travel-document']")
    follow(desk, f"section:has(h2:has-text('{name}')) a[href*='/travel-document/']")
    answer(desk, answers)
    press(desk)


def arrange_journey(desk: Desk, case: str, answers: Answers) -> None:
    """Write down how they travel."""
    go_to(desk, case)
    follow(desk, "a[href$='/itinerary']")
    answer(desk, answers)
    press(desk)


def ask_again(desk: Desk, case: str, name: str, which: str, place: str) -> None:
    """Somebody, asked again alone, still wants to go."""
    open_free_will(desk, case)
    follow(desk, f"section:has(h2:has-text('{name}')) a[href*='/ask-again']")
    said: Answers = {"which": which, "alone": True, "answer": "still_yes", "asked_at": this_minute(), "place": place}
    answer(desk, {f"ask-{question}": reply for question, reply in said.items()})
    press(desk)


def do_last_steps(desk: Desk, case: str, name: str) -> int:
    """Whatever cannot be undone is done now; answers how many steps there were."""
    open_free_will(desk, case)
    follow(desk, f"section:has(h2:has-text('{name}')) a[href*='/steps']")
    count = 0
    while (form := desk.page.locator('main form:has([name$="-done_at_0"])')).count():
        name_of = (form.first.locator('[name$="-done_at_0"]').get_attribute("name") or "").removesuffix("_0")
        answer(desk, {name_of: this_minute()})
        press(desk, within=f'main form:has([name="{name_of}_0"])', button="button.btn-go")
        count += 1
    return count


def record_departure(desk: Desk, case: str, answers: Answers) -> None:
    """They left."""
    go_to(desk, case)
    follow(desk, "a[href$='/departure']")
    answer(desk, answers)
    press(desk)


def record_arrival(desk: Desk, case: str, answers: Answers) -> None:
    """They arrived."""
    go_to(desk, case)
    follow(desk, "a[href$='/arrival']")
    answer(desk, answers)
    press(desk)


def offer_case(desk: Desk, case: str, office: str, reason: str) -> None:
    """The case is offered to the office where they are now."""
    go_to(desk, case)
    follow(desk, "a[href$='/offer']")
    answer(desk, {"to_office": option_for(desk, "to_office", office), "reason": reason})
    push(desk)
    # Nobody has agreed yet: each is asked, and ticked one by one.
    for box in desk.page.locator("main input[type=checkbox]").all():
        box.check()
    press(desk)


def accept_offer(desk: Desk, case: str) -> None:
    """The office accepts the case."""
    go_to(desk, f"{case}/offer/answer")
    press(desk, "main button[name=accept]")


def agree_to_the_step(desk: Desk, case: str) -> None:
    """A second person agrees."""
    go_to(desk, case)
    follow(desk, "a[href*='/approvals/']")
    press(desk, "main button[name=agree]")


# What was promised


def approve_amounts(desk: Desk, case: str, amount: str, currency: str) -> int:
    """Approve every open amount with a reference; answers how many there were."""
    count = 0
    go_to(desk, f"{case}/amounts")
    while desk.page.locator("main a.btn-go[href$='/approve']").count():
        follow(desk, "a.btn-go[href$='/approve']")
        answer(desk, {"amount": amount, "currency": currency, "reference": f"G-{count + 1}"})
        press(desk)
        count += 1
    return count


def hand_everything_over(desk: Desk, case: str) -> int:
    """Hand over everything that is due, each against its receipt; answers how many things there were."""
    count = 0
    go_to(desk, f"{case}/amounts")
    while desk.page.locator("main a[href$='/hand-over']").count():
        assert download(desk, "a[href$='/receipt']").startswith(b"%PDF")
        follow(desk, "a[href$='/hand-over']")
        answer(desk, {"on": desk.day(now()), "receipt": f"R-{count + 1}"})
        press(desk)
        count += 1
    return count


def finish_tasks(desk: Desk, case: str) -> None:
    """Every open task of the case is done: what a withdrawal asked for must be confirmed before a case is closed."""
    while True:
        go_to(desk, case)
        links = desk.page.locator("a[href*='/tasks/'][href$='/done']")
        if not links.count():
            return
        links.first.click()
        answer(desk, {"outcome": "Feito."})
        press(desk)


def close(desk: Desk, case: str) -> None:
    """The way ends for everybody as completed, then the case is closed."""
    move(desk, case, "close", {"outcome": "completed"})
    go_to(desk, case)
    follow(desk, "#next a.btn-go[href$='/close']")
    answer(desk, {"reason": "completed"})
    press(desk)


def stage_of(desk: Desk, name: str) -> str:
    """The stage a person stands at, as the drawing of the way says it."""
    row = desk.page.locator("main table.way tbody tr", has_text=name)
    return row.locator("td[aria-current=step]").inner_text()
