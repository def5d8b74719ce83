"""Amounts must be dated, referenced and free of contradiction; deadlines must count from something that exists."""

import itertools
from collections.abc import Iterable

import pycountry

from safar.programmes.definition.nodes import Node
from safar.programmes.types.entitlements import AmountLine, Entitlement
from safar.programmes.types.faults import Fault
from safar.programmes.types.programme import ANYWHERE, Programme
from safar.programmes.types.stages import CountedFrom, Deadline


def check_promises(programme: Programme, tree: Node) -> list[Fault]:
    """Faults in the entitlements and deadlines of a programme."""
    return [*_entitlements(programme, tree), *_deadlines(programme, tree)]


def _entitlements(programme: Programme, tree: Node) -> Iterable[Fault]:
    codes = {entitlement.code for entitlement in programme.entitlements}
    for index, entitlement in enumerate(programme.entitlements):
        node = tree.at("entitlements", index)
        for position, code in enumerate(entitlement.not_with):
            if code not in codes:
                yield node.at("not_with", position).fault(f"There is no entitlement `{code}` to exclude.")
            elif code == entitlement.code:
                yield node.at("not_with", position).fault(f"`{code}` cannot exclude itself.")
        instalments = entitlement.instalments
        if instalments.count > 1 and instalments.every_months is None:
            yield node.at("instalments").fault("Several instalments need `every_months`, the months between them.")
        if entitlement.given == "cash" and not entitlement.amounts:
            yield node.fault(f"`{entitlement.code}` is cash, so it needs `amounts`; write `amount: unpublished` if so.")
        for position, line in enumerate(entitlement.amounts):
            yield from _line(entitlement, line, node.at("amounts", position))
        yield from _overlaps(entitlement, node)


def _line(entitlement: Entitlement, line: AmountLine, node: Node) -> Iterable[Fault]:
    if line.valid_to is not None and line.valid_to < line.valid_from:
        yield node.at("valid_to").fault("`valid_to` lies before `valid_from`.")
    if line.value is None and not line.approved_on_case:
        yield node.fault(
            "An unpublished amount must say `approved_on_case: true`: it is entered with a reference there."
        )
    if line.value is not None and line.currency is None:
        yield node.fault("An amount needs a `currency`, such as EUR.")
    if line.currency is not None and pycountry.currencies.get(alpha_3=line.currency) is None:
        yield node.at("currency").fault(f"`{line.currency}` is no currency; write its three letters, such as EUR.")
    for role in line.roles:
        if role not in entitlement.roles:
            yield node.at("roles").fault(f"`{entitlement.code}` is not for `{role}`, so it can have no amount for it.")


def _overlaps(entitlement: Entitlement, node: Node) -> Iterable[Fault]:
    numbered = list(enumerate(entitlement.amounts))
    for (_, earlier), (position, later) in itertools.combinations(numbered, 2):
        both = sorted(set(earlier.roles) & set(later.roles))
        apart = (earlier.valid_to is not None and earlier.valid_to < later.valid_from) or (
            later.valid_to is not None and later.valid_to < earlier.valid_from
        )
        if both and not apart:
            yield node.at("amounts", position).fault(f"Two amounts for `{both[0]}` are valid on the same days.")


def _deadlines(programme: Programme, tree: Node) -> Iterable[Fault]:
    stages = {stage.code for stage in programme.stages}
    for index, deadline in enumerate(programme.deadlines):
        node = tree.at("deadlines", index)
        for key, counted in (("counted_from", deadline.counted_from), ("met_by", deadline.met_by)):
            yield from _counted(counted, node.at(key), stages)
        yield from _ending(programme, deadline, node)
        for language, words in (deadline.began or {}).items():
            if "{day}" not in words:
                yield node.at("began", language).fault("These words must hold `{day}`, where the day is put in.")
        lengths = [(None, deadline.length), *deadline.per_country.items()]
        for country, length in lengths:
            if country is not None and country not in programme.calendars and length.unit == "working_days":
                sentence = f"Working days in `{country}` are not known; say its rest days in calendars.yaml."
                yield node.at("per_country", country).fault(sentence)
        if deadline.length.unit == "working_days":
            for country in (*programme.host_countries, *programme.return_countries):
                if country != ANYWHERE and country not in programme.calendars:
                    sentence = f"Working days in `{country}` are not known; say its rest days in calendars.yaml."
                    yield node.at("length").fault(sentence)


def _ending(programme: Programme, deadline: Deadline, node: Node) -> Iterable[Fault]:
    """A way that ends by itself ends with a known outcome, at the stage that the period is counted from."""
    if deadline.ends_as is None:
        return
    if deadline.ends_as not in {one.code for one in programme.outcomes}:
        yield node.at("ends_as").fault(f"There is no outcome `{deadline.ends_as}` for a way to end with.")
    if deadline.counted_from.stage is None:
        yield node.at("ends_as").fault("Only a period counted from a `stage` can end the way of who stands there.")


def _counted(counted: CountedFrom, node: Node, stages: set[str]) -> Iterable[Fault]:
    if (counted.stage is None) == (counted.event is None):
        yield node.fault("Say either `stage` or `event`, and only one of them.")
    elif counted.stage is not None and counted.stage not in stages:
        yield node.at("stage").fault(f"There is no stage `{counted.stage}` to count from.")
