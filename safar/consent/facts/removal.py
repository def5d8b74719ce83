"""Refusals of return told to the person, and removals by the State, column by column (D1)."""

from safar.plumbing.facts import Fact

_PROTECTION = "protection file: case closed + 5 years"
_CLOCK = "when it was written down, by the database's clock"
_TOLD = "that the person was told, and may ask somebody else to look again (V13)"
_REMOVED = "that the State removed the person before we could help (V19)"

FACTS: dict[str, dict[str, Fact]] = {
    "RefoulementTold": {
        "id": Fact("names the row", "none", _PROTECTION),
        "decision": Fact(_TOLD, "sensitive", _PROTECTION),
        "told_at": Fact(_TOLD, "sensitive", _PROTECTION),
        "told_by": Fact("who told them", "indirect", _PROTECTION),
        "language": Fact("in which language they were told", "indirect", _PROTECTION),
        "insists": Fact("the person insists on returning; it binds nobody", "sensitive", _PROTECTION),
        "wants_second": Fact(_TOLD, "sensitive", _PROTECTION),
        "recorded_at": Fact(_CLOCK, "none", _PROTECTION),
    },
    "Removal": {
        "id": Fact("names the row", "none", _PROTECTION),
        "traveller": Fact("whose it is", "indirect", _PROTECTION),
        "removed_at": Fact(_REMOVED, "sensitive", _PROTECTION),
        "authority": Fact("which authority did it", "sensitive", _PROTECTION),
        "place": Fact("from where to where", "sensitive", _PROTECTION),
        "told_by": Fact("how we know", "sensitive", _PROTECTION),
        "account": Fact("what the person or others told us of it", "sensitive", _PROTECTION),
        "recorded_by": Fact("who wrote it down", "indirect", _PROTECTION),
        "recorded_at": Fact(_CLOCK, "none", _PROTECTION),
    },
}
