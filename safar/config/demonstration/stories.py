"""The stories of the demonstration: how far each fictional family has come, and what happened to it on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from safar.cases import services as cases
from safar.cases.types import AppointmentAsked, ContactOutcome, Purpose
from safar.config.demonstration.beginning import DAYS, HOURS, Crew, Setting
from safar.config.demonstration.cast import (
    CHILDREN_AF,
    FAMILY_AF,
    GIVEN_AF,
    INTERPRETERS,
    PEOPLE_PT,
    TOWNS_AF,
    FamilyMember,
)
from safar.config.demonstration.walk import Walk
from safar.consent import services as consent
from safar.plumbing.scope import acting_as

Story = Callable[[Walk, datetime], None]
EUR_1500 = 150_000
AFN_GRANT = 9_500_000
INTERPRETER = {"PT": INTERPRETERS[0].name, "IR": INTERPRETERS[2].name}
ARVORE_FACTS: dict[str, bool | int | str] = {
    "is_eu_national": False,
    "is_close_family_of_eu_national": False,
    "has_means": False,
    "justice_impediment": False,
    "false_statement": False,
    "non_refoulement_concern": False,
    "helped_before": False,
    "is_recognised_refugee": False,
    "came_by": "with_us",
    "asylum_claim": "none",
    "is_unaccompanied_child": False,
}


def enquired(walk: Walk, now: datetime) -> None:
    """Has only just come; a first talk is booked for tomorrow."""
    walk.open()
    _book(walk, now, now + DAYS, Purpose.FIRST)


def counselled(walk: Walk, now: datetime) -> None:
    """Has had the long talk and thinks it over."""
    walk.open()
    walk.counsel(walk.begun + 2 * DAYS)
    _book(walk, now, now, Purpose.DECLARATION)


def answered_red(walk: Walk, now: datetime) -> None:
    """Somebody answered in their stead; a protection officer has to speak with them first."""
    walk.open()
    walk.counsel(walk.begun + 2 * DAYS, red=[walk.adults[-1]])


def declared(walk: Walk, now: datetime) -> None:
    """Has declared, and the permit is in force."""
    walk.open()
    walk.counsel(walk.begun + 2 * DAYS)
    walk.declare(walk.begun + 4 * DAYS)


def asked_for_decision(walk: Walk, now: datetime) -> None:
    """The application waits for its decision."""
    declared(walk, now)
    walk.ask_for_decision(walk.begun + 5 * DAYS)


def refused(walk: Walk, now: datetime) -> None:
    """The application was refused, with reasons and a remedy."""
    asked_for_decision(walk, now)
    walk.refuse(
        walk.begun + 9 * DAYS,
        ("A court forbids the person to leave until a hearing.",),
        "Written objection to the head of the office within 30 days; free legal advice at the migrants' centre.",
    )


def waits_for_papers(walk: Walk, now: datetime) -> None:
    """Approved; the consulate has been asked for a travel document."""
    asked_for_decision(walk, now)
    walk.decide(walk.begun + 8 * DAYS)
    walk.ask_for_papers(walk.begun + 9 * DAYS)


def waits_for_ticket(walk: Walk, now: datetime) -> None:
    """The papers are there; the journey is being arranged."""
    asked_for_decision(walk, now)
    walk.decide(walk.begun + 8 * DAYS)
    walk.receive_papers(walk.ask_for_papers(walk.begun + 9 * DAYS), walk.begun + 20 * DAYS)


def about_to_leave(walk: Walk, now: datetime) -> None:
    """Has a ticket for the coming days."""
    waits_for_ticket(walk, now)
    walk.arrange_journey(walk.begun + 22 * DAYS, leaves_at=now + (2 + walk.number % 9) * DAYS)


def withdrew(walk: Walk, now: datetime) -> None:
    """Had a ticket and changed their mind; nothing is held against them."""
    about_to_leave(walk, now)
    walk.withdraw(walk.adults[-1], now - DAYS)


def heard_from_another(walk: Walk, now: datetime) -> None:
    """A brother called to say they no longer want to go; the person is asked alone."""
    about_to_leave(walk, now)
    with acting_as(walk.crew.counsellor) as by:
        consent.message_from_other(
            by=by, at=now - 5 * HOURS, traveller_id=walk.travellers[0], said_by="brother", channel="phone"
        )


def not_reached(walk: Walk, now: datetime) -> None:
    """Cannot be reached since the declaration."""
    declared(walk, now)
    with acting_as(walk.crew.counsellor) as by:
        for days in (4, 2, 1):
            cases.record_contact_attempt(
                by=by,
                at=now - days * DAYS,
                case_id=walk.case.case_id,
                member_id=walk.case.members[walk.persons[0]],
                channel="phone",
                outcome=ContactOutcome.NO_ANSWER,
                next_try_at=now + 20 * HOURS,
            )
        consent.record_not_reached(
            by=by, at=now - HOURS, traveller_id=walk.travellers[0], since=now - 4 * DAYS, attempts=3
        )


def left(walk: Walk, now: datetime) -> None:
    """Under way, the arrival not yet confirmed."""
    waits_for_ticket(walk, now)
    _travel(walk, now - (1 + walk.number % 3) * DAYS, now)


def arrived(walk: Walk, now: datetime) -> None:
    """At home; the case is being handed over where the programme wants it."""
    waits_for_ticket(walk, now)
    departure = now - (4 + walk.number % 5) * DAYS
    _travel(walk, departure, now)
    walk.arrive(departure + DAYS)
    if walk.setting.host_country == "IR":
        walk.hand_over_case(departure + DAYS + HOURS, accept=False)


def rebuilding(walk: Walk, now: datetime) -> None:
    """Help after return has begun."""
    _rebuild(walk, now, weeks=6)


def rebuilt(walk: Walk, now: datetime) -> None:
    """Everything promised was handed over, and the case is closed."""
    _rebuild(walk, now, weeks=20)
    walk.deliver_and_close(now - (5 + walk.number) * DAYS)


def _rebuild(walk: Walk, now: datetime, weeks: int) -> None:
    waits_for_ticket(walk, now)
    departure = now - timedelta(weeks=weeks)
    _travel(walk, departure, now)
    walk.arrive(departure + DAYS)
    if walk.setting.host_country == "IR":
        walk.hand_over_case(departure + 2 * DAYS)
        walk.begin_reintegration(departure + 10 * DAYS, AFN_GRANT, "AFN")
    else:
        walk.begin_reintegration(departure + 10 * DAYS, EUR_1500, "EUR")


def _travel(walk: Walk, departure: datetime, now: datetime) -> None:
    walk.arrange_journey(departure - 4 * DAYS, leaves_at=departure)
    walk.ask_again(departure - 2 * DAYS)
    walk.leave(departure)


def _book(walk: Walk, now: datetime, day: datetime, purpose: Purpose) -> None:
    starts_at = day.replace(hour=7 + walk.number % 6)  # office hours from Lisbon to Tehran
    with acting_as(walk.crew.counsellor) as by:
        cases.book_appointment(
            by=by,
            at=now,
            case_id=walk.case.case_id,
            asked=AppointmentAsked(
                starts_at=starts_at.replace(minute=30 * (walk.number % 2), second=0, microsecond=0),
                minutes=60,
                purpose=purpose,
                language=walk.setting.language,
                place_kind="office",
                place="2",
                interpreter_needed=walk.number % 3 == 0,
                interpreter_name=INTERPRETER[walk.setting.host_country] if walk.number % 6 == 0 else "",
                with_user_id=by.user_id,
            ),
        )


# The story and how many days ago it began, for Lisbon and for Tehran.
IN_LISBON: list[tuple[Story, int]] = [
    *[(enquired, 1), (enquired, 3), (enquired, 2), (counselled, 9), (counselled, 6), (counselled, 14)],
    *[(answered_red, 6), (declared, 11), (declared, 8), (asked_for_decision, 12), (asked_for_decision, 20)],
    *[(waits_for_papers, 25), (waits_for_papers, 31), (waits_for_papers, 18), (waits_for_ticket, 26)],
    *[(waits_for_ticket, 38), (about_to_leave, 33), (about_to_leave, 30), (about_to_leave, 41), (withdrew, 35)],
    *[(heard_from_another, 32), (not_reached, 16), (left, 44), (arrived, 52), (rebuilding, 90), (rebuilt, 190)],
    *[(rebuilt, 205), (refused, 28)],
]
IN_TEHRAN: list[tuple[Story, int]] = [
    *[(enquired, 2), (enquired, 1), (counselled, 5), (counselled, 8), (counselled, 12), (answered_red, 7)],
    *[(answered_red, 5), (declared, 9), (declared, 15), (asked_for_decision, 17), (asked_for_decision, 10)],
    *[(waits_for_papers, 29), (waits_for_papers, 22), (waits_for_papers, 40), (waits_for_ticket, 34)],
    *[(waits_for_ticket, 28), (about_to_leave, 36), (about_to_leave, 30), (about_to_leave, 47), (withdrew, 39)],
    *[(heard_from_another, 33), (not_reached, 18), (left, 40), (left, 46), (arrived, 55), (arrived, 49)],
    *[(rebuilding, 95), (rebuilding, 88), (rebuilt, 200), (rebuilt, 215), (refused, 26), (counselled, 10)],
]


def lisbon(crew: Crew, now: datetime) -> Iterator[tuple[Walk, Story]]:
    """The cases of ARVoRe VI from Portugal, each with its story."""
    for number, ((story, days), person) in enumerate(zip(IN_LISBON, PEOPLE_PT, strict=True), 1):
        name, sex, born, nationality, language, town = person
        family = [FamilyMember(name, name, sex, born)]
        if number % 7 == 0:
            family.append(
                FamilyMember(f"Marisa {name.split()[-1]}", "", "female", born + 2, "accompanying_adult", "spouse")
            )
        text_language = language if language in ("pt", "en", "fr") else "en"
        setting = Setting("arvore-vi", "PT", nationality, town, nationality, language, text_language, ARVORE_FACTS)
        yield Walk(crew, setting, family, _morning(now, days), number), story


def tehran(crew: Crew, now: datetime) -> Iterator[tuple[Walk, Story]]:
    """The families of AVRR-ARIA from Iran, each with its story."""
    facts: dict[str, bool | int | str] = {
        "legally_in_host_country": True,
        "is_qualified": True,
        "selected_with_authority": True,
        "non_refoulement_concern": False,
        "helped_before": False,
        "is_recognised_refugee": False,
        "justice_impediment": False,
        "false_statement": False,
        "came_by": "with_us",
        "asylum_claim": "none",
        "is_unaccompanied_child": False,
    }
    for number, (story, days) in enumerate(IN_TEHRAN, 101):
        setting = Setting("avrr-aria", "IR", "AF", TOWNS_AF[number % len(TOWNS_AF)], "AF", "fa-af", "fa-af", facts)
        yield Walk(crew, setting, _family(number), _morning(now, days), number), story


def _family(number: int) -> list[FamilyMember]:
    family_name, latin_family = FAMILY_AF[number % len(FAMILY_AF)]
    man = GIVEN_AF[(2 * number) % len(GIVEN_AF)]
    woman = GIVEN_AF[(2 * number + 1 + 2 * (number // 16)) % len(GIVEN_AF)]

    def member(given: Sequence[str], born: int, role: str, relation: str) -> FamilyMember:
        return FamilyMember(f"{given[0]} {family_name}", f"{given[1]} {latin_family}", given[2], born, role, relation)

    family = [
        member(man, 1975 + number % 17, "main", ""),
        member(woman, 1979 + number % 15, "accompanying_adult", "spouse"),
    ]
    for child in range(number % 4):
        family.append(member(CHILDREN_AF[(number + child) % len(CHILDREN_AF)], 2012 + 3 * child, "child", "child"))
    return family


def _morning(now: datetime, days: int) -> datetime:
    return (now - days * DAYS).replace(hour=6, minute=30, second=0, microsecond=0)
