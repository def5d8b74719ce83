"""The columns of registers that are brought in."""

from safar.plumbing.facts import Fact

_IMPORT = "imports: 2 years"
_FILE = "person file: last case closed + 5 years"

FACTS: dict[str, dict[str, Fact]] = {
    "ImportRun": {
        "id": Fact("names the row", "none", _IMPORT),
        "office": Fact("into which office", "none", _IMPORT),
        "by": Fact("who brought it in", "indirect", _IMPORT),
        "register": Fact("which register, so that a newer file of it doubles nobody", "none", _IMPORT),
        "digest": Fact("knows the same file again", "none", _IMPORT),
        "size": Fact("how much there is to read", "none", _IMPORT),
        "place": Fact("where reading goes on after a break", "none", _IMPORT),
        "next_row": Fact("which row of the file stands there", "none", _IMPORT),
        "rows": Fact("how many rows were read", "none", _IMPORT),
        "new": Fact("how many people came in", "none", _IMPORT),
        "known": Fact("how many were here already", "none", _IMPORT),
        "refused": Fact("how many rows stayed out", "none", _IMPORT),
        "likely_twins": Fact("how many are to be compared", "none", _IMPORT),
        "refused_size": Fact("where the file of refused rows goes on after a break", "none", _IMPORT),
        "started_at": Fact("when it began", "none", _IMPORT),
        "finished_at": Fact("when it was in", "none", _IMPORT),
    },
    "SourceRecord": {
        "person": Fact("whom the record became", "indirect", _FILE),
        "office": Fact("which office brought the register in", "none", _FILE),
        "register": Fact("which register", "indirect", _FILE),
        "source": Fact("the record there, so that nobody comes in twice", "direct", _FILE),
        "run": Fact("with which file", "none", _FILE),
    },
    "SourceHousehold": {
        "household": Fact("which household it became", "indirect", _FILE),
        "register_office": Fact("which office brought the register in", "none", _FILE),
        "register": Fact("which register", "indirect", _FILE),
        "office": Fact("where the household registered", "none", _FILE),
        "source": Fact("the household there, so that later members join it", "indirect", _FILE),
    },
}
