"""The parts of a travel document, read one by one, with every check digit tried and explained."""

from dataclasses import dataclass
from datetime import date

from safar.kernel.dates import DayRange, exact_day, in_month, in_year
from safar.kernel.places import country_of_three_letters
from safar.kernel.travel_documents.lines import (
    ALL_TOGETHER,
    AS_DIGIT,
    AS_LETTER,
    LAYOUTS,
    ONLY_DIGITS,
    ONLY_LETTERS,
    Place,
    check_digit,
)
from safar.kernel.unclear import Unclear

_CONFUSED = {"O": "0", "0": "O", "I": "1", "1": "I"}
# Whoever has no nationality: Article 1 of the 1954 Convention, refugees of the 1951 Convention, other refugees, unsaid.
WITHOUT_NATIONALITY = {"XXA": "stateless", "XXB": "refugee", "XXC": "refugee", "XXX": "unspecified"}
SEXES = {"M": "male", "F": "female"}
VALID_AT_MOST_YEARS = 50

SENTENCES = {
    "mrz_check_number": (
        "The check digit of the document’s number is %(written)s; this number gives %(counted)s. Compare characters"
        " %(first)s to %(last)s of line %(line)s, and the one behind them, with the paper."
    ),
    "mrz_check_number_fits": (
        "The check digit of the document’s number is %(written)s; this number gives %(counted)s. It would fit if"
        " character %(place)s of line %(line)s were “%(instead)s”: compare it with the paper."
    ),
    "mrz_check_birth": (
        "The check digit of the date of birth is %(written)s; this date gives %(counted)s. Compare characters %(first)s"
        " to %(last)s of line %(line)s, and the one behind them, with the paper."
    ),
    "mrz_check_expiry": (
        "The check digit of “valid until” is %(written)s; this date gives %(counted)s. Compare characters %(first)s to"
        " %(last)s of line %(line)s, and the one behind them, with the paper."
    ),
    "mrz_check_optional": (
        "The check digit of the personal number is %(written)s; this number gives %(counted)s. Compare characters"
        " %(first)s to %(last)s of line %(line)s, and the one behind them, with the paper."
    ),
    "mrz_check_all": (
        "The last check digit, of all the numbers together, is %(written)s; they give %(counted)s. Compare every digit"
        " with the paper."
    ),
    "mrz_day": (
        "“%(text)s” is no day: year, month and day have two digits each. Compare characters %(first)s to %(last)s of"
        " line %(line)s with the paper."
    ),
}


@dataclass(frozen=True, slots=True)
class TravelDocument:
    """What the lines say; a part whose check digit is wrong is left empty and explained among `mistakes`."""

    layout: str
    code: str
    issuer_code: str
    surname: str
    given: str
    number: str
    nationality_code: str
    birth: DayRange | None
    sex: str
    valid_until: date | None
    optional: str
    name_is_cut: bool
    mistakes: tuple[Unclear, ...]

    @property
    def issuer(self) -> str:
        """The two-letter country that issued it; empty for organisations and codes that are no country."""
        return country_of_three_letters(self.issuer_code)

    @property
    def nationality(self) -> str:
        """The two-letter country of nationality; empty for who has none."""
        return country_of_three_letters(self.nationality_code)

    @property
    def standing(self) -> str:
        """`stateless`, `refugee` or `unspecified` where the lines name no nationality but say why; else empty."""
        return WITHOUT_NATIONALITY.get(self.nationality_code, "")

    @property
    def name(self) -> str:
        """The whole name in Latin letters, given names first."""
        return f"{self.given} {self.surname}".strip()


class Reading:
    """One way to read the lines; mistakes are gathered as the parts are read."""

    def __init__(self, layout: str, lines: list[str], today: date) -> None:
        self.layout, self.places, self.today = layout, LAYOUTS[layout], today
        self.lines = lines
        for names, table in ((ONLY_LETTERS, AS_LETTER), (ONLY_DIGITS, AS_DIGIT)):
            for name in names:
                if name in self.places:
                    self._put(self.places[name], self.part(name).translate(table))
        self.mistakes: list[Unclear] = []

    def document(self) -> TravelDocument:
        """The document these lines tell of."""
        number, optional = self._number()
        birth = self._birth() if self._fits("birth") else None
        valid_until = self._expiry() if self._fits("expiry") else None
        if "optional_check" in self.places and not self._fits("optional", may_be_empty=True):
            optional = ""
        self._try_all()
        surname, _, given = self.part("names").strip("<").partition("<<")
        return TravelDocument(
            layout=self.layout,
            code=self.part("code").replace("<", ""),
            issuer_code=self.part("issuer").replace("<", ""),
            surname=_words(surname),
            given=_words(given),
            number=number,
            nationality_code=self.part("nationality").replace("<", ""),
            birth=birth,
            sex=SEXES.get(self.part("sex"), ""),
            valid_until=valid_until,
            optional=optional.replace("<", " ").strip(),
            name_is_cut=not self.part("names").endswith("<"),
            mistakes=tuple(self.mistakes),
        )

    def part(self, name: str) -> str:
        """The characters of one part."""
        return self._at(self.places[name])

    def _at(self, place: Place) -> str:
        line, first, last = place
        return self.lines[line - 1][first - 1 : last]

    def _put(self, place: Place, text: str) -> None:
        line, first, last = place
        row = self.lines[line - 1]
        self.lines[line - 1] = row[: first - 1] + text + row[last:]

    def _number(self) -> tuple[str, str]:
        """The number and what else is written there; cards put the end of a long number into the optional part."""
        number, check, optional = self.part("number"), self.part("number_check"), self.part("optional")
        if check == "<" and self.layout != "TD3":
            rest, _, optional = optional.partition("<")
            number, check = number + rest[:-1], rest[-1:]
        if check_digit(number) == check:
            return number.replace("<", ""), optional
        self._tell_number(number, check)
        return "", optional

    def _tell_number(self, number: str, check: str) -> None:
        line, first, last = self.places["number"]
        told: dict[str, str | int] = {"written": check or "<", "counted": check_digit(number), "line": line}
        fitting = [
            (first + place, _CONFUSED[character])
            for place, character in enumerate(number[: last - first + 1])
            if character in _CONFUSED
            and check_digit(number[:place] + _CONFUSED[character] + number[place + 1 :]) == check
        ]
        if len(fitting) == 1:
            self._tell("mrz_check_number_fits", **told, place=fitting[0][0], instead=fitting[0][1])
        else:
            self._tell("mrz_check_number", **told, first=first, last=last)

    def _fits(self, name: str, may_be_empty: bool = False) -> bool:
        text, written = self.part(name), self.part(f"{name}_check")
        if check_digit(text) == written or (may_be_empty and written == "<" and not text.strip("<")):
            return True
        line, first, last = self.places[name]
        self._tell(
            f"mrz_check_{name}", written=written, counted=check_digit(text), line=line, first=first, last=last
        )  # fmt: skip
        return False

    def _try_all(self) -> None:
        """The last digit is told of only where every other one fits: else it is wrong because they are."""
        counted = check_digit("".join(self._at(place) for place in ALL_TOGETHER[self.layout]))
        if counted != self.part("all_check") and not self.mistakes:
            self._tell("mrz_check_all", written=self.part("all_check"), counted=counted)

    def _birth(self) -> DayRange | None:
        """The birth as far as it is known; never in the future, so 30 was in 1930 while 2030 has not come."""
        text = self.part("birth")
        for century in (self.today.year // 100 * 100, self.today.year // 100 * 100 - 100):
            found = self._days("birth", text, century)
            if found is None or found.earliest <= self.today:
                break
        return found

    def _expiry(self) -> date | None:
        """The last day it is valid: within fifty years from today, before or after."""
        century = self.today.year // 100 * 100
        found = self._days("expiry", self.part("expiry"), century)
        if found and found.latest.year > self.today.year + VALID_AT_MOST_YEARS:
            found = self._days("expiry", self.part("expiry"), century - 100)
        return found.latest if found else None

    def _days(self, name: str, text: str, century: int) -> DayRange | None:
        year, month, day = (part if part.isdigit() and int(part) else "" for part in (text[:2], text[2:4], text[4:]))
        if not text[:2].isdigit():
            return None
        try:
            if not month:
                return in_year(century + int(year or 0), "gregorian")
            if not day:
                return in_month(century + int(year or 0), int(month), "gregorian")
            return exact_day(date(century + int(year or 0), int(month), int(day)))
        except (ValueError, Unclear):
            line, first, last = self.places[name]
            if not any(mistake.code == "mrz_day" and mistake.params["first"] == first for mistake in self.mistakes):
                self._tell("mrz_day", text=text, line=line, first=first, last=last)
            return None

    def _tell(self, code: str, **params: str | int) -> None:
        self.mistakes.append(Unclear(code, SENTENCES[code], **params))


def _words(name: str) -> str:
    """A name as people write it: words with a capital, spaces for fillers."""
    return " ".join(word.capitalize() for word in name.split("<") if word)
