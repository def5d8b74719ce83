"""Everything a person can do with a complaint or a contest; each asks for its permission first."""

from safar.complaints.services.answering import (
    add_step,
    answer_complaint,
    appeal_complaint,
    name_accused,
    open_complaint,
)
from safar.complaints.services.contesting import contest_refusal, give_second_opinion
from safar.complaints.services.recording import record_complaint

__all__ = [
    "add_step",
    "answer_complaint",
    "appeal_complaint",
    "contest_refusal",
    "give_second_opinion",
    "name_accused",
    "open_complaint",
    "record_complaint",
]
