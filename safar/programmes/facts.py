"""What programmes store and why (D1): nothing about any person but the member of staff who published."""

from safar.plumbing.facts import Fact

_REFERENCE = "organisation: for ever"

FACTS: dict[str, dict[str, Fact]] = {
    "ProgrammeVersion": {
        "id": Fact("names the version in enrolments", "none", _REFERENCE),
        "code": Fact("names the programme", "none", _REFERENCE),
        "version": Fact("counts the versions of a programme", "none", _REFERENCE),
        "hash": Fact("shows whether a definition has changed since", "none", _REFERENCE),
        "body": Fact("what the programme says, kept for the life of its enrolments", "none", _REFERENCE),
        "published_at": Fact("since when the version holds", "none", _REFERENCE),
        "published_by": Fact("who answers for the version", "indirect", _REFERENCE),
    }
}
