"""What people stores, why, how much it could harm, and how long it is kept (D1)."""

from safar.people.facts import duplicates, families, persons
from safar.plumbing.facts import Fact

FACTS: dict[str, dict[str, Fact]] = {**persons.FACTS, **families.FACTS, **duplicates.FACTS}
