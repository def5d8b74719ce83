"""Changes in families, column by column (D1)."""

from safar.plumbing.facts import Fact

_FILE = "case file: case closed + 5 years"
_WHY = "who is asked again after a change in the family (V1, V16)"

FACTS: dict[str, dict[str, Fact]] = {
    "FamilyChange": {
        "id": Fact("names the row", "none", _FILE),
        "traveller": Fact("whose it is", "indirect", _FILE),
        "kind": Fact(_WHY, "sensitive", _FILE),
        "other_person": Fact("the spouse, or the mother of who was born on the way", "sensitive", _FILE),
        "happened_at": Fact(_WHY, "indirect", _FILE),
        "spoke_alone_at": Fact("that who was missing was heard alone (V16)", "indirect", _FILE),
        "from_journey": Fact("where the traveller was before", "indirect", _FILE),
        "to_journey": Fact("where the traveller is now", "indirect", _FILE),
        "written_by": Fact("who wrote it down", "indirect", _FILE),
        "recorded_at": Fact("when it was written down, by the database's clock", "none", _FILE),
    },
}
