"""What is shown to those outside, column by column (D1): authorities, consulates, borders and auditors."""

from safar.plumbing.facts import Fact, Sensitivity

CASE = "case file"
SAMPLE = "audit sample: posting ended + 1 year"


def _columns(purpose: str, sensitivity: Sensitivity, names: str, retention: str = CASE) -> dict[str, Fact]:
    return {name: Fact(purpose, sensitivity, retention) for name in names.split()}


_LINK = "says which row of the file this belongs to"
_WHO = "says which colleague did it, so that they can be asked"
_WHEN = "says when it happened and when it was written down"
_SENT = "keeps exactly what was shown, so that the person can be told"

FACTS: dict[str, dict[str, Fact]] = {
    "AuthorityApplication": {
        **_columns(_LINK, "indirect", "id enrolment"),
        **_columns("decides which authority reads and answers it", "none", "authority"),
        **_columns("lets the authority and us speak of it without a name", "indirect", "reference round"),
        **_columns("says what the authority decides on", "indirect", "host_country return_country programme"),
        **_columns("says where it stands", "indirect", "state state_since"),
        **_columns(_WHEN, "none", "submitted_at recorded_at"),
        **_columns(_WHO, "none", "submitted_by"),
    },
    "AuthorityApplicant": {
        **_columns(_LINK, "indirect", "id application enrolment_member round position"),
        **_columns(
            _SENT,
            "direct",
            "name own_name sex birth_earliest birth_latest nationality document_kind document_number"
            " document_until role",
        ),
        **_columns("says since when the authority no longer sees the person", "indirect", "ended_at"),
        **_columns(_WHEN, "none", "recorded_at"),
    },
    "AuthorityAnswer": {
        **_columns(_LINK, "indirect", "id application round decision reference"),
        **_columns(
            "keeps what the authority decided, why, and what can be done against it",
            "sensitive",
            "answer reasons remedy remedy_until asks",
        ),
        **_columns(_WHEN, "none", "decided_on recorded_at"),
        **_columns("says who of the authority answered", "none", "answered_by"),
    },
    "AuditSample": {
        **_columns(_LINK, "none", "id", SAMPLE),
        **_columns("decides who reads which cases until when", "none", "auditor office from_on until_on", SAMPLE),
        **_columns(
            "lets the draw be repeated and checked",
            "none",
            "purpose seed wanted population opened_from opened_until",
            SAMPLE,
        ),
        **_columns(_WHEN, "none", "drawn_at recorded_at", SAMPLE),
        **_columns(_WHO, "none", "drawn_by", SAMPLE),
    },
    "AuditedCase": {**_columns("says which cases were drawn", "indirect", "id sample case number", SAMPLE)},
    "ConsularRequest": {
        **_columns(_LINK, "indirect", "id application member"),
        **_columns("names the one embassy that was asked", "sensitive", "embassy country"),
        **_columns(
            "keeps the written wish, and for a child its guardian and its own view",
            "sensitive",
            "wish_on wish_paper guardian_name guardian_paper child_view",
        ),
        **_columns(
            _SENT,
            "direct",
            "sent_name sent_own_name sent_father_name sent_sex sent_birth_earliest sent_birth_latest"
            " sent_birth_country sent_nationality sent_document_kind",
        ),
        **_columns("keeps what was answered", "sensitive", "answer answer_note"),
        **_columns(_WHEN, "none", "sent_on answered_on recorded_at"),
        **_columns(_WHO, "none", "released_by"),
    },
    "BorderList": {
        **_columns("decides whose list it is", "none", "id office"),
        **_columns(
            "names the border authority and the movement",
            "indirect",
            "authority side country crossing way carrier number leaves_at",
        ),
        **_columns(_WHEN, "none", "prepared_at released_at recorded_at"),
        **_columns(_WHO, "none", "prepared_by"),
    },
    "BorderListRow": {
        **_columns(_LINK, "indirect", "id list itinerary member"),
        **_columns("ties the line to the permit, so that a no recalls it", "indirect", "permit_id permit_state"),
        **_columns(_SENT, "direct", "name birth_earliest birth_latest document_number flight"),
        **_columns(_WHEN, "none", "recorded_at"),
    },
    "BorderRelease": {
        **_columns(_LINK, "none", "id list"),
        **_columns(_WHO, "none", "by"),
        **_columns(_WHEN, "none", "released_at recorded_at"),
    },
    "BorderRecall": {
        **_columns(_LINK, "indirect", "id row"),
        **_columns("says that the border must be told", "indirect", "because told_whom"),
        **_columns(_WHEN, "none", "recalled_at told_at recorded_at"),
        **_columns(_WHO, "none", "told_by"),
    },
}
