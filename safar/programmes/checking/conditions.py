"""Eligibility conditions are tried before anybody relies on them."""

from safar.programmes.case_facts import CASE_FACTS
from safar.programmes.definition.nodes import Node
from safar.programmes.expressions import FaultyExpression, check_expression, facts_in
from safar.programmes.types.faults import Fault


def check_conditions(tree: Node) -> list[Fault]:
    """A fault for each condition that cannot be used, or that would refuse someone on a mere likeness."""
    faults: list[Fault] = []
    for rule in tree.at("rules").items():
        condition = rule.child("when")
        if condition is None or not isinstance(condition.value, str):
            continue
        try:
            check_expression(condition.value)
        except FaultyExpression as error:
            faults.append(condition.fault(str(error)))
            continue
        then = rule.at("then")
        fuzzy = [name for name in facts_in(condition.value) if CASE_FACTS[name].is_fuzzy]
        if fuzzy and then.value == "no":
            faults.append(
                then.fault(
                    f"`{fuzzy[0]}` is only ever a likeness, which may refer and never refuse; write `then: refer`."
                )
            )
    return faults
