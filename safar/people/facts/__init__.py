"""What people stores, why, how much it could harm, and how long it is kept (D1)."""

from safar.people.facts import duplicates, families, imports, merges, persons
from safar.plumbing.facts import Fact

FACTS: dict[str, dict[str, Fact]] = {
    **persons.FACTS,
    **imports.FACTS,
    **families.FACTS,
    **duplicates.FACTS,
    **merges.FACTS,
}
