"""What is kept of people after arrival, column by column (D1): onward movement, decided promises, other returns."""

from safar.plumbing.facts import Fact, Sensitivity

CASE = "case file"


def _columns(purpose: str, sensitivity: Sensitivity, names: str) -> dict[str, Fact]:
    return {name: Fact(purpose, sensitivity, CASE) for name in names.split()}


_LINK = "says which row of the file this belongs to"
_WHO = "says which colleague did it, so that they can be asked"
_WHEN = "says when it happened and when it was written down"

FACTS: dict[str, dict[str, Fact]] = {
    "OnwardMove": {
        **_columns(_LINK, "indirect", "id member"),
        **_columns("lets the programme's rule on onward movement speak", "sensitive", "kind certainty"),
        **_columns("lets us go on with somebody where they are now", "sensitive", "country place since_on"),
        **_columns("says who told us, and what we do next", "sensitive", "source plan"),
        **_columns(_WHEN, "none", "told_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "FateDecision": {
        **_columns(_LINK, "indirect", "id due_item"),
        **_columns("says what becomes of a promise, and why", "sensitive", "answer reason"),
        **_columns(_WHEN, "none", "decided_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "AnotherReturn": {
        **_columns(_LINK, "indirect", "id enrolment_member"),
        **_columns("says why help may be given anew", "sensitive", "reason"),
        **_columns(_WHEN, "none", "settled_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "BenefitTurn": {
        **_columns("keeps two funders from giving one person the same thing", "indirect", "id person benefit turn"),
    },
}
