"""The indicators a programme may report, and the breakdowns each figure may have."""

from collections.abc import Iterable
from difflib import get_close_matches

from safar.programmes.definition.nodes import Node
from safar.programmes.types.faults import Fault
from safar.programmes.types.programme import Programme

INDICATORS = (
    "applications_and_decisions",
    "arrival_confirmed",
    "assisted_after_return",
    "children_with_best_interest_procedure",
    "complaints",
    "cost_per_person",
    "did_not_return_after_declaring",
    "enquiries",
    "follow_up_coverage",
    "incidents_and_did_not_travel",
    "information_understood",
    "livelihood_running",
    "persons_counselled",
    "persons_returned",
    "plan_agreed_in_time",
    "procedure_kept",
    "promises_kept",
    "referrals_served",
    "reintegration_survey",
    "satisfaction",
    "time_between_steps",
    "vulnerable_helped",
)
BREAKDOWNS = (
    "age",
    "country_of_return",
    "family",
    "host_region",
    "language",
    "month",
    "nationality",
    "office",
    "reason",
    "return_type",
    "sex",
    "vulnerability",
)


def check_reporting(programme: Programme, tree: Node) -> Iterable[Fault]:
    """Faults in the indicators of a programme."""
    for index, indicator in enumerate(programme.indicators):
        node = tree.at("indicators", index)
        if indicator.code not in INDICATORS:
            yield node.at("code").fault(f"There is no indicator `{indicator.code}`.{_near(indicator.code, INDICATORS)}")
        for position, code in enumerate(indicator.by):
            if code not in BREAKDOWNS:
                yield node.at("by", position).fault(f"There is no breakdown `{code}`.{_near(code, BREAKDOWNS)}")


def _near(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, n=1)
    return f" Did you mean `{near[0]}`?" if near else f" There are: {', '.join(known)}."
