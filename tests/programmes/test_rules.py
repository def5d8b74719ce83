"""What a programme answers: amounts by day and role, clashes, working days, moves, and facts of the wrong kind."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safar.programmes.rules import (
    WrongFact,
    allowed_moves,
    clashes,
    deadline_state,
    due_on,
    easter,
    eligibility,
    entitlements_due,
    is_working_day,
    move_obstacles,
    overall,
    working_days_between,
)
from safar.programmes.types import AmountLine, CountedDates, Length, Programme, UnitMember

MAIN = UnitMember("a", "main")
DATES = CountedDates(date(2016, 3, 7), date(2016, 5, 3), date(2016, 5, 4))


def line(amount: str, start: date, end: date | None = None) -> AmountLine:
    """An amount for the main person."""
    return AmountLine(
        roles=("main",), amount=amount, currency="EUR", valid_from=start, valid_to=end, reference="a letter"
    )


def with_pocket_money(programme: Programme, *lines: AmountLine, **changes: object) -> Programme:
    """The programme with other amounts of pocket money."""
    entitlements = tuple(
        replace(one, amounts=lines, **changes) if one.code == "pocket_money" else one  # type: ignore[arg-type]
        for one in programme.entitlements
    )
    return replace(programme, entitlements=entitlements)


def pocket_money(programme: Programme, dates: CountedDates) -> Decimal | None:
    """What pocket money comes to for the main person."""
    dues = entitlements_due(programme, [MAIN], dates)
    return next(due.amount for due in dues if due.entitlement == "pocket_money")


def test_the_amount_of_the_day_counts(arvore: Programme) -> None:
    changed = with_pocket_money(arvore, line("50", date(2015, 1, 1), date(2016, 5, 2)), line("60.50", date(2016, 5, 3)))
    assert pocket_money(changed, DATES) == Decimal("60.50")
    assert pocket_money(changed, replace(DATES, departure_on=date(2016, 5, 2))) == Decimal("50")


def test_before_the_day_is_known_two_possible_amounts_give_none(arvore: Programme) -> None:
    changed = with_pocket_money(arvore, line("50", date(2015, 1, 1), date(2016, 5, 2)), line("60", date(2016, 5, 3)))
    assert pocket_money(changed, CountedDates()) is None
    assert pocket_money(arvore, CountedDates()) == Decimal("50")


def test_a_day_without_published_amount_needs_approval(arvore: Programme) -> None:
    changed = with_pocket_money(arvore, line("50", date(2017, 1, 1)))
    due = next(due for due in entitlements_due(changed, [MAIN], DATES) if due.entitlement == "pocket_money")
    assert (due.amount, due.needs_approval) == (None, True)


def test_instalments_follow_month_by_month(arvore: Programme) -> None:
    instalments = replace(arvore.entitlement("pocket_money").instalments, count=3, every_months=1)
    changed = with_pocket_money(arvore, line("50", date(2015, 1, 1)), instalments=instalments)
    days = [
        due.due_on
        for due in entitlements_due(changed, [MAIN], replace(DATES, departure_on=date(2016, 1, 31)))
        if due.entitlement == "pocket_money"
    ]
    assert days == [date(2016, 1, 31), date(2016, 2, 29), date(2016, 3, 31)]


def test_what_may_not_be_combined_is_named_once(aria: Programme) -> None:
    entitlements = tuple(
        replace(one, not_with=("vocational_training",)) if one.code == "business_support" else one
        for one in aria.entitlements
    )
    changed = replace(aria, entitlements=entitlements)
    codes = ["vocational_training", "business_support", "travel"]
    assert clashes(changed, codes) == [("business_support", "vocational_training")]
    assert clashes(changed, ["travel", "business_support"]) == []


def test_unpublished_amounts_are_open_and_say_so(aria: Programme) -> None:
    dues = [due for due in entitlements_due(aria, [MAIN], DATES) if due.entitlement != "travel"]
    assert dues
    assert all(due.amount is None and due.needs_approval and "unpublished" in due.reference for due in dues)


@pytest.mark.parametrize(
    ("year", "day"), [(2015, (4, 5)), (2016, (3, 27)), (2018, (4, 1)), (2024, (3, 31)), (2026, (4, 5)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("PT", date(2016, 5, 7), False),  # a Saturday
        ("PT", date(2016, 3, 25), False),  # Good Friday
        ("PT", date(2016, 5, 26), False),  # Corpus Christi
        ("PT", date(2016, 4, 25), False),  # 25 April, a Monday
        ("PT", date(2016, 5, 6), True),  # a Friday
        ("IR", date(2016, 5, 6), False),  # a Friday
        ("IR", date(2016, 5, 5), True),  # a Thursday
        ("IR", date(2016, 3, 20), False),  # Nowruz, 1 Farvardin 1395
        ("IR", date(2017, 3, 21), False),  # 1 Farvardin 1396
        ("AF", date(2016, 5, 7), True),  # a Saturday
        ("AF", date(2016, 8, 18), False),  # 28 Asad 1395
    ],
)
def test_working_days_differ_by_country(arvore: Programme, country: str, day: date, works: bool) -> None:
    assert is_working_day(day, arvore.calendars[country]) is works


@given(
    start=st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    count=st.integers(1, 60),
    country=st.sampled_from(["PT", "IR", "AF"]),
)
def test_as_many_working_days_lie_between_as_were_given(
    arvore: Programme, start: date, count: int, country: str
) -> None:
    calendar = arvore.calendars[country]
    due = due_on(start, Length(count=count, unit="working_days"), calendar)
    assert is_working_day(due, calendar)
    assert working_days_between(start, due, calendar) == count


def test_a_month_ends_on_its_last_day_where_it_has_no_such_day() -> None:
    assert due_on(date(2016, 1, 31), Length(count=1, unit="months")) == date(2016, 2, 29)
    assert due_on(date(2015, 11, 30), Length(count=3, unit="months")) == date(2016, 2, 29)


def test_a_deadline_that_has_passed_is_overdue_even_when_only_rest_days_followed(arvore: Programme) -> None:
    friday, sunday = date(2016, 5, 20), date(2016, 5, 22)
    state = deadline_state(arvore, "decision_due", started_on=date(2016, 5, 6), today=sunday, country="PT")
    assert state.due_on == friday
    assert state.is_overdue


def test_a_country_without_calendar_counts_every_day(arvore: Programme) -> None:
    state = deadline_state(arvore, "decision_due", started_on=date(2016, 5, 6), today=date(2016, 5, 6), country="BR")
    assert state.due_on == date(2016, 5, 16)


def test_moves_belong_to_roles(arvore: Programme) -> None:
    moves = [move.code for move in allowed_moves(arvore, "decision", "programme_manager")]
    assert moves == ["approve", "back_to_counselling", "refuse", "close_before_travel"]
    assert allowed_moves(arvore, "decision", "administrator") == []


def test_every_obstacle_is_named_at_once(arvore: Programme) -> None:
    obstacles = move_obstacles(
        arvore, stage="ticket", role="counsellor", move="approve", open_gates={"place_available"}
    )
    assert [(obstacle.kind, obstacle.code) for obstacle in obstacles] == [
        ("not_from_here", "ticket"),
        ("not_this_role", "counsellor"),
        ("gate_closed", "declaration_in_force"),
        ("gate_closed", "decision_approved"),
    ]


def test_one_no_decides_and_a_doubt_waits_for_what_is_unknown(arvore: Programme) -> None:
    answers = eligibility(arvore, {"country_of_stay": "ES", "helped_before": True})
    assert overall(answers) == "no"
    assert overall([answer for answer in answers if answer.answer != "no"]) == "not_known_yet"
    assert overall([answer for answer in answers if answer.answer == "refer"]) == "refer"
    assert overall([]) == "yes"


@pytest.mark.parametrize(
    "facts",
    [{"age": 3}, {"applicant_age": "18"}, {"has_means": 1}, {"asylum_claim": "maybe"}, {"nationality": "Brazil"}],
)
def test_wrong_facts_are_refused_and_never_guessed(arvore: Programme, facts: dict[str, int | str]) -> None:
    with pytest.raises(WrongFact, match=next(iter(facts))):
        eligibility(arvore, facts)
