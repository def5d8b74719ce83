"""The columns of the search for duplicates and of the pairs it finds."""

from safar.plumbing.facts import Fact

_PAIR = "person file: last case closed + 5 years"
_RUN = "searches for duplicates: 5 years"

FACTS: dict[str, dict[str, Fact]] = {
    "LinkRun": {
        "id": Fact("names the search", "none", _RUN),
        "office": Fact("whose search it is", "none", _RUN),
        "offices": Fact("which offices were looked through", "none", _RUN),
        "asked_by": Fact("who asked", "indirect", _RUN),
        "asked_at": Fact("when", "none", _RUN),
        "stage": Fact("how far it is", "none", _RUN),
        "done": Fact("how far it is within its stage", "none", _RUN),
        "total": Fact("how long the stage is", "none", _RUN),
        "people": Fact("how many people were compared", "none", _RUN),
        "beat_at": Fact("whether it still works, to take it up again where it broke off", "none", _RUN),
        "stop_asked_at": Fact("that somebody wants it to stop", "none", _RUN),
        "finished_at": Fact("when it was over", "none", _RUN),
    },
    "LikelyPair": {
        "id": Fact("names the pair", "none", _PAIR),
        "a": Fact("one of the two", "indirect", _PAIR),
        "b": Fact("the other", "indirect", _PAIR),
        "score": Fact("the likeliest first; it decides nothing (D21)", "indirect", _PAIR),
        "reasons": Fact("why they may be one, in codes (D21)", "indirect", _PAIR),
        "found_at": Fact("since when", "none", _PAIR),
        "run": Fact("which search found them", "none", _PAIR),
        "reported_by": Fact("who reported them by hand", "indirect", _PAIR),
        "answer": Fact("one person, two, or not sure; two are not asked about again", "indirect", _PAIR),
        "answered_by": Fact("who answered", "indirect", _PAIR),
        "answered_at": Fact("when", "none", _PAIR),
        "second_by": Fact("who looked a second time, where somebody is protected", "indirect", _PAIR),
        "second_at": Fact("when", "none", _PAIR),
        "note": Fact("what was found out", "direct", _PAIR),
    },
}
