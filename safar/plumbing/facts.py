"""How a stored column declares what it is for (rule D1)."""

from typing import Literal, NamedTuple

Sensitivity = Literal["none", "indirect", "direct", "sensitive"]


class Fact(NamedTuple):
    """One column: why it is kept, how much it could harm, and by which retention class it goes."""

    purpose: str
    sensitivity: Sensitivity
    retention: str


_LOG = "log: 10 years"
_DRAFT = "draft: 7 days"
_INSTALLATION = "installation: for ever"

FACTS: dict[str, dict[str, Fact]] = {
    "AuditEntry": {
        "id": Fact("order of the log", "none", _LOG),
        "office_id": Fact("whose log it is", "none", _LOG),
        "at": Fact("when it happened, as stated", "indirect", _LOG),
        "recorded_at": Fact("when it was written, by the database's clock", "none", _LOG),
        "user_id": Fact("who did it", "indirect", _LOG),
        "role": Fact("in which role", "none", _LOG),
        "channel": Fact("by which way", "none", _LOG),
        "action": Fact("what was done", "indirect", _LOG),
        "subject": Fact("to what kind of thing", "none", _LOG),
        "subject_id": Fact("to which one", "indirect", _LOG),
        "detail": Fact("codes and ids, never names", "indirect", _LOG),
    },
    "AuditSeal": {
        "id": Fact("order of the seals", "none", _LOG),
        "office_id": Fact("whose chain it is", "none", _LOG),
        "number": Fact("place in the chain", "none", _LOG),
        "first_entry": Fact("where the batch begins", "none", _LOG),
        "last_entry": Fact("where the batch ends", "none", _LOG),
        "digest": Fact("shows edits, deletions and truncation", "none", _LOG),
        "sealed_at": Fact("when it was sealed", "none", _LOG),
    },
    "RowVersion": {
        "id": Fact("order of the versions", "none", "as the row"),
        "table_name": Fact("whose version it is", "none", "as the row"),
        "row_id": Fact("which row", "indirect", "as the row"),
        "changed_at": Fact("when it changed", "indirect", "as the row"),
        "changed_by": Fact("who changed it", "indirect", "as the row"),
        "old": Fact("what the row said before (D3)", "sensitive", "as the row"),
    },
    "Setting": {
        "key": Fact("names the setting", "none", _INSTALLATION),
        "value": Fact("what it is set to", "none", _INSTALLATION),
    },
    "Draft": {
        "id": Fact("names the draft", "none", _DRAFT),
        "user_id": Fact("whose draft it is", "indirect", _DRAFT),
        "form": Fact("which form is being typed", "none", _DRAFT),
        "subject": Fact("about which file", "indirect", _DRAFT),
        "answers": Fact("what was typed so far", "sensitive", _DRAFT),
        "saved_at": Fact("when it was last kept", "none", _DRAFT),
    },
}
