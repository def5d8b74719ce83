"""What is read about complaints and contests; the database leaves out what the reader may not see."""

from safar.complaints.queries.contests import contest_line, contestables, contests
from safar.complaints.queries.figures import figures
from safar.complaints.queries.files import complaint_file
from safar.complaints.queries.lists import complaints, complaints_of_case, due_with, lines_of_cases

__all__ = [
    "complaint_file",
    "complaints",
    "complaints_of_case",
    "contest_line",
    "contestables",
    "contests",
    "due_with",
    "figures",
    "lines_of_cases",
]
