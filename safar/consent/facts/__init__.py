"""What consent stores and why, column by column (D1)."""

from safar.consent.facts import counselling, declarations, holds, travel
from safar.plumbing.facts import Fact

FACTS: dict[str, dict[str, Fact]] = {**travel.FACTS, **counselling.FACTS, **declarations.FACTS, **holds.FACTS}
