"""The case file, column by column (D1): the case, its members, what happened, what is due and what is to do."""

from safar.plumbing.facts import Fact, Sensitivity

CASE = "case file"
IMPORT = "import file: 1 day"


def _columns(purpose: str, sensitivity: Sensitivity, names: str, retention: str = CASE) -> dict[str, Fact]:
    return {name: Fact(purpose, sensitivity, retention) for name in names.split()}


_LINK = "says which row of the file this belongs to"
_WHO = "says which colleague did it, so that they can be asked"
_WHEN = "says when it happened and when it was written down"

FACTS: dict[str, dict[str, Fact]] = {
    "Case": {
        **_columns(_LINK, "indirect", "id journey household enquiry split_from"),
        **_columns("lets people name the case aloud without a name", "indirect", "reference alias"),
        **_columns("decides who may see and change the case", "none", "office offered_to sent_from assigned_to"),
        **_columns("says where the work stands", "indirect", "status began closure_reason"),
        **_columns("says why the case waits or was closed, in words", "sensitive", "status_reason"),
        **_columns("says where the people are and where they want to go", "indirect",
                   "host_country return_country return_place"),
        **_columns(_WHEN, "none", "opened_at closed_at recorded_at"),
    },
    "Member": {
        **_columns(_LINK, "direct", "id case person traveller moved_to"),
        **_columns("counts entitlements and orders the page", "indirect", "role position"),
        **_columns("says why somebody joined or left", "indirect", "joined_reason left_reason"),
        **_columns(_WHEN, "none", "joined_at left_at recorded_at"),
    },
    "CaseEvent": {
        **_columns(_LINK, "indirect", "id case member"),
        **_columns("tells the history of the case", "indirect", "code params"),
        **_columns("tells why, in words", "sensitive", "reason"),
        **_columns(_WHEN, "none", "happened_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "Enrolment": {
        **_columns(_LINK, "indirect", "id case programme_version programme_code came_from"),
        **_columns("counts the places of a programme and keeps the waiting list in order", "none",
                   "places waiting_since"),
        **_columns("answers the programme's rules", "sensitive", "facts"),
        **_columns(_WHEN, "none", "enrolled_at closed_at recorded_at"),
    },
    "EnrolmentMember": {
        **_columns(_LINK, "indirect", "id enrolment member"),
        **_columns("says where the member stands and how their way ended", "indirect", "stage phase outcome"),
        **_columns(_WHEN, "none", "entered_at recorded_at"),
    },
    "Approval": {
        **_columns(_LINK, "indirect", "id enrolment members"),
        **_columns("keeps what a second person agreed to", "indirect", "move outcome answer"),
        **_columns("tells why, in words", "sensitive", "reason answer_reason"),
        **_columns(_WHEN, "none", "requested_at answered_at recorded_at"),
        **_columns(_WHO, "none", "requested_by answered_by"),
    },
    "Move": {
        **_columns(_LINK, "indirect", "id enrolment_member approval"),
        **_columns("is the event from which stages and statistics follow", "indirect",
                   "code old_stage new_stage outcome"),
        **_columns("tells why, in words", "sensitive", "reason"),
        **_columns(_WHEN, "none", "moved_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "EligibilityAnswer": {
        **_columns(_LINK, "indirect", "id enrolment"),
        **_columns("keeps what a rule answered and the words that were read", "sensitive",
                   "rule answer sentences source asks settled_as settled_reason"),
        **_columns(_WHEN, "none", "checked_at superseded_at settled_at recorded_at"),
        **_columns(_WHO, "none", "settled_by"),
    },
    "Decision": {
        **_columns(_LINK, "indirect", "id enrolment reference"),
        **_columns("keeps what was decided, why, and what can be done against it", "sensitive",
                   "kind answer reasons remedy remedy_until decided_by"),
        **_columns(_WHEN, "none", "decided_on recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "Task": {
        **_columns(_LINK, "indirect", "id case member"),
        **_columns("says what is to do, by whom, until when and why", "indirect",
                   "code params for_whom owner_role due_at why_due outcome"),
        **_columns(_WHEN, "none", "since done_at recorded_at"),
        **_columns(_WHO, "none", "owner done_by"),
    },
    "TaskChase": {
        **_columns(_LINK, "indirect", "id task"),
        **_columns("says how somebody was reminded", "indirect", "channel note"),
        **_columns(_WHEN, "none", "chased_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "Appointment": {
        **_columns(_LINK, "indirect", "id case member"),
        **_columns("plans a meeting and its interpreter", "indirect",
                   "starts_at minutes place_kind place purpose language interpreter_needed interpreter_name state"),
        **_columns("tells why it was missed or cancelled", "sensitive", "state_reason"),
        **_columns(_WHEN, "none", "recorded_at"),
        **_columns(_WHO, "none", "with_user by"),
    },
    "Note": {
        **_columns(_LINK, "indirect", "id case member corrects"),
        **_columns("keeps what was said and seen", "sensitive", "kind body"),
        **_columns(_WHEN, "none", "written_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "ProtectionNote": {
        **_columns(_LINK, "indirect", "id case member corrects"),
        **_columns("keeps what only protection officers may read", "sensitive", "body"),
        **_columns(_WHEN, "none", "written_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "CaseFile": {
        **_columns(_LINK, "indirect", "id case member stored_as"),
        **_columns("names a kept paper and proves it was not changed", "sensitive",
                   "name kind content_type size sha256"),
        **_columns(_WHEN, "none", "added_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "ContactAttempt": {
        **_columns(_LINK, "indirect", "id case member"),
        **_columns("says how it was tried to reach the person", "indirect", "channel outcome next_try_at"),
        **_columns("tells what was heard", "sensitive", "note"),
        **_columns(_WHEN, "none", "tried_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "TravelDocumentApplication": {
        **_columns(_LINK, "indirect", "id case member"),
        **_columns("follows an application for papers", "indirect",
                   "document_kind country authority state state_since due_on valid_from valid_until"),
        **_columns("proves the person's written wish before a consulate is asked (D7a)", "sensitive",
                   "wish_on wish_paper"),
        **_columns(_WHEN, "none", "opened_at closed_at recorded_at"),
    },
    "TravelDocumentStep": {
        **_columns(_LINK, "indirect", "id application"),
        **_columns("follows an application for papers", "indirect", "step on due_on"),
        **_columns("tells what was heard", "sensitive", "note"),
        **_columns(_WHEN, "none", "recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "Itinerary": {
        **_columns(_LINK, "indirect", "id case member permit_id permit_state"),
        **_columns("says how the member leaves and who meets them", "direct",
                   "leaves_at arrives_at way from_place to_place carrier number reference met_by"),
        **_columns(_WHEN, "none", "cancelled_at recorded_at"),
        **_columns(_WHO, "none", "by"),
    },
    "DueItem": {
        **_columns(_LINK, "indirect", "id enrolment enrolment_member"),
        **_columns("says what is due, how much and when, until it is given or explained", "indirect",
                   "line benefit number names kind amount currency source funder at_most needs_approval tied_to_return"
                   " standing due_event due_on handed_over_on receipt"),
        **_columns("says who of the family received what has passed to them", "direct", "handed_over_to"),
        **_columns("tells why something was not given", "sensitive", "explained_reason"),
        **_columns(_WHEN, "none", "explained_at superseded_at recorded_at"),
        **_columns(_WHO, "none", "handed_over_by explained_by"),
    },
    "Promise": {
        **_columns(_LINK, "indirect", "id due_item permit_id permit_state"),
        **_columns("keeps the amount approved and its reference", "indirect", "amount currency reference"),
        **_columns(_WHEN, "none", "approved_at recorded_at"),
        **_columns(_WHO, "none", "approved_by"),
    },
    "ImportedCase": {
        **_columns(_LINK, "indirect", "id case office"),
        **_columns("lets the same list be brought in again without doubles", "indirect", "number"),
        **_columns(_WHEN, "none", "imported_at"),
    },
    "ColumnChoice": {
        **_columns("remembers what a list’s columns mean", "none", "id office header columns chosen_at", "5 years"),
    },
    "ImportFile": {
        **_columns("keeps a list between its preview and its import", "none", "id user_id uploaded_at", IMPORT),
        **_columns("keeps a list between its preview and its import", "sensitive", "name content", IMPORT),
    },
}  # fmt: skip
