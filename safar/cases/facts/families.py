"""Linked cases, gates of a change, agreements and transfers, column by column (D1)."""

from safar.plumbing.facts import Fact

_FILE = "case file: case closed + 5 years"
_PAPERS = "agreements: ended + 10 years"
_NOTE = Fact("tells why, in words", "sensitive", _FILE)
_WHEN = Fact("says when it was written down", "none", _FILE)
_WHO = Fact("says which member of staff did it", "none", _FILE)


def _columns(fact: Fact, names: str) -> dict[str, Fact]:
    return dict.fromkeys(names.split(), fact)


FACTS: dict[str, dict[str, Fact]] = {
    "CaseLink": {
        **_columns(Fact("says who went from one case into another", "indirect", _FILE),
                   "id kind from_case into_case members tasks places linked_at undone_at"),
        **_columns(_NOTE, "reason undone_reason"),
        **_columns(_WHEN, "recorded_at undone_recorded_at"),
        **_columns(_WHO, "by"),
    },
    "ChangeGate": {
        **_columns(Fact("what is settled with somebody after a change in the family (V16)", "sensitive", _FILE),
                   "id case member event code opened_at cleared_at"),
        **_columns(_NOTE, "how"),
        **_columns(_WHEN, "recorded_at"),
        **_columns(_WHO, "cleared_by"),
    },
    "TransferAgreement": {
        **_columns(Fact("under which agreement an office may be given data (D6)", "none", _PAPERS),
                   "id recipient purpose paper from_on until_on ended_on recorded_at by"),
    },
    "Transfer": {
        **_columns(Fact("on which consents and agreement a file went to another office (D6)", "indirect", _FILE),
                   "id case kind from_office to_office agreement consents assents offered_at answer answered_at"
                   " recalled_at person_told_at"),
        **_columns(Fact("what was told to save a life, and no more", "sensitive", _FILE), "told"),
        **_columns(_NOTE, "reason"),
        **_columns(_WHEN, "recorded_at"),
        **_columns(_WHO, "by"),
    },
}  # fmt: skip
