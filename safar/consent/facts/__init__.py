"""What consent stores and why, column by column (D1)."""

from safar.consent.facts import (
    children,
    counselling,
    declarations,
    families,
    holds,
    protection,
    removal,
    safety,
    transcribed,
    travel,
)
from safar.plumbing.facts import Fact

FACTS: dict[str, dict[str, Fact]] = {
    **travel.FACTS,
    **children.FACTS,
    **counselling.FACTS,
    **declarations.FACTS,
    **families.FACTS,
    **holds.FACTS,
    **protection.FACTS,
    **removal.FACTS,
    **safety.FACTS,
    **transcribed.FACTS,
}
