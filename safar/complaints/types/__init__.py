"""All that crosses the border of complaints."""

from safar.complaints.types.codes import About, Channel, Ground, Opinion, Outcome, Standing, StepKind
from safar.complaints.types.complaints import (
    AnswerLine,
    ComplaintFile,
    ComplaintGiven,
    ComplaintRow,
    Figures,
    Recorded,
    StepLine,
)
from safar.complaints.types.contests import Contestable, ContestGiven, ContestLine, OpinionGiven

__all__ = [
    "About",
    "AnswerLine",
    "Channel",
    "ComplaintFile",
    "ComplaintGiven",
    "ComplaintRow",
    "ContestGiven",
    "ContestLine",
    "Contestable",
    "Figures",
    "Ground",
    "Opinion",
    "OpinionGiven",
    "Outcome",
    "Recorded",
    "Standing",
    "StepKind",
    "StepLine",
]
