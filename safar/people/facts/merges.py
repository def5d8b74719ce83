"""What each column of a merge is for, how much it could harm, and how long it is kept (D1)."""

from safar.plumbing.facts import Fact

_FILE = "person file: last case closed + 5 years"

FACTS: dict[str, dict[str, Fact]] = {
    "Merge": {
        "id": Fact("names the merge", "none", _FILE),
        "kept": Fact("under whom both are read", "indirect", _FILE),
        "gone": Fact("who is read under the other", "indirect", _FILE),
        "listed_name": Fact("which of their names stands on lists", "indirect", _FILE),
        "taken": Fact("what was taken over, so that undoing finds it", "direct", _FILE),
        "former": Fact("what stood there before, so that undoing brings it back", "direct", _FILE),
        "reason": Fact("why they are one person", "direct", _FILE),
        "merged_at": Fact("since when they are read together", "none", _FILE),
        "merged_by": Fact("who answers for it", "indirect", _FILE),
        "undone_at": Fact("until when they were read together", "none", _FILE),
        "undone_by": Fact("who took it back", "indirect", _FILE),
        "undone_reason": Fact("why they are two people", "direct", _FILE),
        "stayed": Fact("which answers were corrected meanwhile and stayed so", "none", _FILE),
        "recorded_at": Fact("the moment of writing", "none", _FILE),
    },
}
