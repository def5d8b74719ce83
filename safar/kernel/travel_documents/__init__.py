"""The lines at the bottom of a passport or a card (ICAO 9303: TD1, TD2, TD3), read with every check digit tried.

Nothing is put right by guessing: a letter stands for a digit only where ICAO allows no letter, and the other way round.
"""

from datetime import date

from safar.kernel.travel_documents.lines import COMPLETE, check_digit, is_complete, laid_out, rows_of
from safar.kernel.travel_documents.reading import Reading, TravelDocument
from safar.kernel.unclear import Unclear

__all__ = ["TravelDocument", "check_digit", "is_complete", "read_travel_document"]


def read_travel_document(text: str, today: date) -> TravelDocument:
    """Read the lines as typed, pasted or scanned: any case, any digits, spaces and line breaks anywhere.

    Fillers left out or doubled at the end of the line with the name are taken as they should be. Raises `Unclear` where
    these are not the lines of a document; wrong check digits are told among the mistakes of what is returned.
    """
    rows = rows_of(text)
    count = sum(map(len, rows))
    if not count:
        raise Unclear("mrz_empty", "Nothing was written. Type the two or three lines at the bottom of the paper.")
    readings = [Reading(layout, lines, today).document() for layout, lines in laid_out(rows)]
    if rows[0].startswith("V"):
        raise Unclear("mrz_visa", "These lines stand on a visa. Take those of the passport itself.")
    best = min(readings, key=lambda document: len(document.mistakes), default=None)
    if best is None or (len(best.mistakes) > 1 and count not in COMPLETE):
        raise Unclear(
            "mrz_length",
            "These are %(count)s characters. A passport has two lines of 44, a card three of 30 or two of 36: look"
            " whether a “<” or a line is missing.",
            count=count,
        )
    if not (best.number or best.birth or best.valid_until) or best.code[:1] not in ("P", "I", "A", "C"):
        raise Unclear(
            "mrz_unreadable",
            "No check digit fits, so these are not the lines of a passport or card, or one character is missing near"
            " the beginning. Type them again, line by line.",
        )
    return best
