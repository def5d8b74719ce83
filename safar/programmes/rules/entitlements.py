"""What is due to the members of an entitlement unit, how much, when, and what became of it."""

from collections.abc import Collection, Sequence
from datetime import date

from safar.programmes.rules.deadlines import due_on, months_after
from safar.programmes.types.answers import CONSEQUENCE_STANDING, CountedDates, Due, Standing, UnitMember
from safar.programmes.types.entitlements import AmountLine, Circumstance, Consequences, Entitlement
from safar.programmes.types.programme import Programme
from safar.programmes.types.stages import Event, Length


def entitlements_due(programme: Programme, members: Sequence[UnitMember], dates: CountedDates) -> list[Due]:
    """Everything the programme gives these members, one line for each instalment, in the order of the definition.

    The members are one unit: what is given per unit appears once, under its main member.
    """
    due: list[Due] = []
    for entitlement in programme.entitlements:
        receivers = [member for member in members if member.role in entitlement.roles]
        if entitlement.per == "unit":
            receivers = sorted(receivers, key=lambda member: member.role != "main")[:1]
        for member in receivers:
            due.extend(_instalments(entitlement, member, dates))
    return due


def clashes(programme: Programme, codes: Collection[str]) -> list[tuple[str, str]]:
    """Pairs among the codes that may not be combined, each once, in alphabetical order."""
    pairs = {
        (min(entitlement.code, other), max(entitlement.code, other))
        for entitlement in programme.entitlements
        for other in entitlement.not_with
        if entitlement.code in codes and other in codes
    }
    return sorted(pairs)


def _instalments(entitlement: Entitlement, member: UnitMember, dates: CountedDates) -> list[Due]:
    counted_on = _counted_on(entitlement, dates)
    line = _line(entitlement, member.role, counted_on)
    first_due = _first_due(entitlement, dates)
    every = entitlement.instalments.every_months or 0
    return [
        Due(
            entitlement=entitlement.code,
            names=entitlement.names,
            member=member.id,
            role=member.role,
            for_unit=entitlement.per == "unit",
            instalment=number + 1,
            instalments=entitlement.instalments.count,
            given=entitlement.given,
            choice_of=entitlement.choice_of,
            amount=line.value if line else None,
            currency=line.currency if line else None,
            at_most=line.at_most if line else False,
            needs_approval=_needs_approval(entitlement, line),
            due_event=entitlement.due.event,
            due_on=months_after(first_due, number * every) if first_due else None,
            counted_on=counted_on,
            funder=entitlement.funder,
            reference=line.reference if line else entitlement.source,
            tied_to_return=entitlement.tied_to_return,
            standing=_standing(entitlement.if_life_changes, member.circumstance),
            not_with=entitlement.not_with,
        )
        for number in range(entitlement.instalments.count)
    ]


def _counted_on(entitlement: Entitlement, dates: CountedDates) -> date | None:
    days = {"application": dates.application_on, "departure": dates.departure_on, "arrival": dates.arrival_on}
    return days[entitlement.counted_on]


def _line(entitlement: Entitlement, role: str, counted_on: date | None) -> AmountLine | None:
    """The amount of that day; before the day is known, the only one there is for the role."""
    if counted_on is not None:
        return next((line for line in entitlement.amounts if line.covers(role, counted_on)), None)
    possible = [line for line in entitlement.amounts if role in line.roles]
    return possible[0] if len(possible) == 1 else None


def _needs_approval(entitlement: Entitlement, line: AmountLine | None) -> bool:
    """Whether the amount must be approved on the case: none is published, or none for that day."""
    if not entitlement.amounts:
        return False
    return line is None or line.value is None or line.approved_on_case


def _first_due(entitlement: Entitlement, dates: CountedDates) -> date | None:
    days: dict[Event, date | None] = {
        "case_opened": dates.application_on,
        "departed": dates.departure_on,
        "arrived": dates.arrival_on,
    }
    start = days.get(entitlement.due.event)
    if start is None or not entitlement.due.after:
        return start
    return due_on(start, Length(count=entitlement.due.after, unit=entitlement.due.unit))


def _standing(consequences: Consequences, circumstance: Circumstance) -> Standing:
    if circumstance == "none":
        return "due"
    return CONSEQUENCE_STANDING[getattr(consequences, circumstance)]
