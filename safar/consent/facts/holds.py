"""Withdrawals, holds and reports, column by column (D1)."""

from safar.plumbing.facts import Fact

_FILE = "case file: case closed + 5 years"

FACTS: dict[str, dict[str, Fact]] = {
    "Withdrawal": {
        "id": Fact("names the row", "none", _FILE),
        "traveller": Fact("whose it is", "indirect", _FILE),
        "said_at": Fact("the person's no (V4)", "indirect", _FILE),
        "recorded_at": Fact("when it was written down, by the database's clock", "none", _FILE),
        "late": Fact("written down late: somebody reviews it", "none", _FILE),
        "channel": Fact("how it was said", "indirect", _FILE),
        "recorded_by": Fact("who wrote it down", "indirect", _FILE),
        "by_traveller_self": Fact("the person's no (V4)", "indirect", _FILE),
        "consequences_told": Fact("the person's no (V4)", "indirect", _FILE),
    },
    "Hold": {
        "id": Fact("names the row", "none", _FILE),
        "traveller": Fact("whose it is", "indirect", _FILE),
        "kind": Fact("what kind it is", "indirect", _FILE),
        "raised_at": Fact("what the permit waits for (V4)", "indirect", _FILE),
        "recorded_at": Fact("when it was written down, by the database's clock", "none", _FILE),
        "reason": Fact("why it waits", "sensitive", _FILE),
        "raised_by": Fact("who raised it", "indirect", _FILE),
        "about_member": Fact("the colleague the message came through, who does not release it", "indirect", _FILE),
        "source_id": Fact("what the permit waits for (V4)", "indirect", _FILE),
    },
    "HoldRelease": {
        "id": Fact("names the row", "none", _FILE),
        "hold": Fact("how the hold ended (V4)", "indirect", _FILE),
        "released_at": Fact("how the hold ended (V4)", "indirect", _FILE),
        "released_by": Fact("how the hold ended (V4)", "indirect", _FILE),
        "spoke_alone_at": Fact("how the hold ended (V4)", "indirect", _FILE),
        "note": Fact("what whoever wrote it wants colleagues to know", "sensitive", _FILE),
        "recorded_at": Fact("when it was written down, by the database's clock", "none", _FILE),
    },
    "DeathReport": {
        "id": Fact("names the row", "none", _FILE),
        "traveller": Fact("whose it is", "indirect", _FILE),
        "reported_at": Fact("report of death (V20)", "sensitive", _FILE),
        "source": Fact("who reported it", "sensitive", _FILE),
        "recorded_at": Fact("when it was written down, by the database's clock", "none", _FILE),
    },
    "DeathAnswer": {
        "id": Fact("names the row", "none", _FILE),
        "report": Fact("what became of the report (V20)", "sensitive", _FILE),
        "confirmed": Fact("what became of the report (V20)", "sensitive", _FILE),
        "answered_at": Fact("what became of the report (V20)", "sensitive", _FILE),
        "answered_by": Fact("what became of the report (V20)", "sensitive", _FILE),
        "paper": Fact("what became of the report (V20)", "sensitive", _FILE),
        "recorded_at": Fact("when it was written down, by the database's clock", "none", _FILE),
    },
    "NotReached": {
        "id": Fact("names the row", "none", _FILE),
        "traveller": Fact("whose it is", "indirect", _FILE),
        "since": Fact("not reached since (V20)", "indirect", _FILE),
        "attempts": Fact("not reached since (V20)", "indirect", _FILE),
        "reached_again_at": Fact("not reached since (V20)", "indirect", _FILE),
        "recorded_at": Fact("when it was written down, by the database's clock", "none", _FILE),
    },
}
