"""Referrals, column by column (D1)."""

from safar.plumbing.facts import Fact

_PROTECTION = "protection: case closed + 5 years"
_ROW = Fact("names the row", "none", _PROTECTION)
_CLOCK = Fact("the database's own clock", "none", _PROTECTION)

FACTS: dict[str, dict[str, Fact]] = {
    "Referral": {
        "id": _ROW,
        "case": Fact("which case", "indirect", _PROTECTION),
        "member": Fact("who is referred", "indirect", _PROTECTION),
        "kind": Fact("to what kind of help", "sensitive", _PROTECTION),
        "receiver": Fact("to whom", "sensitive", _PROTECTION),
        "purpose": Fact("what help is asked for", "sensitive", _PROTECTION),
        "shares": Fact("which facts the receiver is told (D6)", "indirect", _PROTECTION),
        "consent": Fact("the person's consent to it (D4, D6)", "indirect", _PROTECTION),
        "confidential": Fact("seen by the protection class and by who made it alone", "indirect", _PROTECTION),
        "made_at": Fact("since when an answer is awaited", "indirect", _PROTECTION),
        "made_by": Fact("who made it", "indirect", _PROTECTION),
        "answer_due_at": Fact("until when an answer is awaited", "indirect", _PROTECTION),
        "recorded_at": _CLOCK,
    },
    "ReferralAnswer": {
        "id": _ROW,
        "referral": Fact("which referral", "indirect", _PROTECTION),
        "outcome": Fact("acknowledged, declined, served (indicator 22)", "sensitive", _PROTECTION),
        "answered_at": Fact("when", "indirect", _PROTECTION),
        "by_whom": Fact("who answered for the receiver", "direct", _PROTECTION),
        "note": Fact("what was said", "sensitive", _PROTECTION),
        "by": Fact("who wrote it down", "indirect", _PROTECTION),
        "recorded_at": _CLOCK,
    },
}
