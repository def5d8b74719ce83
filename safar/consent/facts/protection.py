"""Recovery time and support in deciding, column by column (D1)."""

from safar.plumbing.facts import Fact

_PROTECTION = "protection: case closed + 5 years"
_ROW = Fact("names the row", "none", _PROTECTION)
_CLOCK = Fact("when it was written down, by the database's clock", "none", _PROTECTION)
_RECOVERY = Fact("time to recover for who may have been trafficked (V6)", "sensitive", _PROTECTION)
_SUPPORT = Fact("how the person was supported in deciding (V8)", "sensitive", _PROTECTION)

FACTS: dict[str, dict[str, Fact]] = {
    "RecoveryPeriod": {
        "id": _ROW,
        "traveller": Fact("whose it is", "indirect", _PROTECTION),
        "started_at": _RECOVERY,
        "until_at": _RECOVERY,
        "begun_by": Fact("who began it", "indirect", _PROTECTION),
        "source_id": _RECOVERY,
        "recorded_at": _CLOCK,
    },
    "RecoveryEnd": {
        "id": _ROW,
        "period": _RECOVERY,
        "ended_at": _RECOVERY,
        "ended_by": Fact("who heard the person alone", "indirect", _PROTECTION),
        "spoke_alone_at": _RECOVERY,
        "wish": Fact("what the person wishes after it (V6)", "sensitive", _PROTECTION),
        "identification": Fact("what identification as a victim came to", "sensitive", _PROTECTION),
        "identified_by": Fact("which service identified or not", "sensitive", _PROTECTION),
        "note": Fact("what whoever wrote it wants colleagues to know", "sensitive", _PROTECTION),
        "recorded_at": _CLOCK,
    },
    "DecisionSupport": {
        "id": _ROW,
        "traveller": Fact("whose it is", "indirect", _PROTECTION),
        "about": _SUPPORT,
        "given_at": _SUPPORT,
        "supporter_name": Fact("who supported them (V8)", "sensitive", _PROTECTION),
        "supporter_kind": _SUPPORT,
        "how": _SUPPORT,
        "recorded_at": _CLOCK,
    },
}
