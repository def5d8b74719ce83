"""What each stored column of cases is for, how much it could harm, and by which class it goes (rule D1)."""

from safar.cases.facts import after_arrival, casefile, families, outside, protection
from safar.plumbing.facts import Fact

FACTS: dict[str, dict[str, Fact]] = {
    **casefile.FACTS,
    **after_arrival.FACTS,
    **families.FACTS,
    **outside.FACTS,
    **protection.FACTS,
}
