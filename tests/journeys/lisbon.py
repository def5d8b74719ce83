"""What the office in Lisbon says and asks in every ARVoRe case of these journeys."""

from __future__ import annotations

from datetime import datetime

from tests.journeys.conftest import SignIn
from tests.journeys.steps import Answers, Desk

TOPICS = [
    *("alternatives_to_return", "asylum_and_appeal", "right_to_withdraw", "cannot_be_undone", "where_data_goes"),
    *("journey_and_arrival", "help_after_return", "re_entry_after_five_years"),
]
IRREVERSIBLE = ["asylum_claim_withdrawn", "residence_waived"]
FACTS: Answers = {
    "asylum_claim": "none",
    **dict.fromkeys(
        (
            *("false_statement", "has_means", "helped_before", "is_close_family_of_eu_national", "is_eu_national"),
            *("is_recognised_refugee", "justice_impediment", "non_refoulement_concern"),
        ),
        "no",
    ),
}
TALK: Answers = {
    "minutes": "70",
    "purpose": "first",
    "place_kind": "office",
    "place": "Sala 2",
    "language": "pt",
    "no_interpreter_needed": True,
    "nobody_else": True,
}


def desk_in_lisbon(sign_in: SignIn, username: str, script: bool = True) -> Desk:
    """A colleague of the office in Lisbon at their window."""
    return Desk(sign_in(username, script=script), "pt", "Europe/Lisbon")


def signed(at: datetime) -> Answers:
    """How a declaration was signed."""
    return {
        "signed_at": at,
        "place": "Sala 2",
        "manner": "signature",
        "no_interpreter_needed": True,
        "witness_name": "M. Sousa",
        "witness_relation": "community",
        "nobody_else": True,
        "reading_aloud_answer": "declined",
        "copy_answer": "taken",
    }
