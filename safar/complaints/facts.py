"""What each stored column of complaints is for, how much it could harm, and by which class it goes (rule D1)."""

from safar.plumbing.facts import Fact, Sensitivity

KEPT = "complaint: answered + 3 years"


def _columns(purpose: str, sensitivity: Sensitivity, names: str) -> dict[str, Fact]:
    return {name: Fact(purpose, sensitivity, KEPT) for name in names.split()}


_LINK = "says which row of the file this belongs to"
_WHO = "says which colleague did it, so that they can be asked"
_WHEN = "says when it happened and when it was written down"

FACTS: dict[str, dict[str, Fact]] = {
    "Complaint": {
        **_columns(_LINK, "sensitive", "id person case"),
        **_columns("lets the person ask after it without a name", "indirect", "reference earlier_reference"),
        **_columns("decides who sees it and who answers it", "indirect", "office handled_by about serious anonymous"),
        **_columns("keeps what was said, as it was said", "sensitive", "words"),
        **_columns("says how it came and in which language to answer", "indirect", "channel language"),
        **_columns("says whether and how the person can be reached safely", "sensitive", "wants_contact safe_contact"),
        **_columns("keeps it from whoever it is about", "sensitive", "accused accused_words"),
        **_columns("says by when the person hears from us", "none", "acknowledge_by answer_by"),
        **_columns(_WHEN, "none", "received_at recorded_at"),
        **_columns(_WHO, "none", "recorded_by"),
    },
    "ComplaintStep": {
        **_columns(_LINK, "indirect", "id complaint"),
        **_columns("says what was done about it", "sensitive", "kind words"),
        **_columns(_WHEN, "none", "done_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "ComplaintAppeal": {
        **_columns(_LINK, "indirect", "id complaint"),
        **_columns("says why the person is not content", "sensitive", "words"),
        **_columns(_WHEN, "none", "received_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "ComplaintAnswer": {
        **_columns(_LINK, "indirect", "id complaint instance"),
        **_columns("says what it came to, why, and what is done about it", "sensitive", "outcome reasons measures"),
        **_columns(_WHEN, "none", "answered_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "ComplaintReading": {
        **_columns(_LINK, "indirect", "id complaint"),
        **_columns(_WHEN, "none", "read_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "Contest": {
        **_columns(_LINK, "indirect", "id case enrolment decision answer"),
        **_columns("keeps what the person says against a refusal", "sensitive", "ground words evidence"),
        **_columns("says by when a second opinion is owed", "none", "contested_on due_on"),
        **_columns(_WHEN, "none", "recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "SecondOpinion": {
        **_columns(_LINK, "indirect", "id contest new_decision new_answer"),
        **_columns("says what it came to and why", "sensitive", "outcome reasons"),
        **_columns(_WHEN, "none", "answered_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
}
