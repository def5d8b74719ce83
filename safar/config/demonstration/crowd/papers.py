"""Numbers of papers and telephones that nobody has, no two alike: counted, then scattered."""

from __future__ import annotations

from itertools import count

from safar.config.demonstration.crowd.persons import Paper

# Codes that no operator was given, so that no real telephone is ever written: country, then what follows.
DIALLING = {
    "AF": "+93 60", "IR": "+98 960", "PK": "+92 380", "TR": "+90 570", "DE": "+49 140", "GR": "+30 640",
    "AT": "+43 600", "SE": "+46 65", "PT": "+351 905", "GB": "+44 7000", "NL": "+31 64000", "NO": "+47 01",
    "RS": "+381 59", "IQ": "+964 60", "FI": "+358 48", "BY": "+375 20", "BE": "+32 440", "BR": "+55 20 9",
    "ES": "+34 5", "IE": "+353 80", "IT": "+39 300", "RO": "+40 80", "FR": "+33 2400",
}  # fmt: skip
SCATTER = 73_939_133  # a prime: multiplying by it and cutting gives each number of eight digits once
EIGHT_DIGITS = 10**8


class Papers:
    """Hands out numbers; the same order of asking gives the same numbers."""

    def __init__(self, start: int) -> None:
        """`start` moves the whole series, so that two crowds differ in their numbers."""
        self._serials = count(start)
        self._households = count(start)

    def _eight_digits(self) -> str:
        return f"{next(self._serials) * SCATTER % EIGHT_DIGITS:08}"

    def phone(self, country: str) -> str:
        """A telephone nobody has, as written after the code of a country."""
        digits = self._eight_digits()
        return f"{DIALLING[country]}{digits[:2]} {digits[2:5]} {digits[5:]}"

    def household(self) -> str:
        """The number of a household; numbers say nothing of when or where they were given."""
        return f"H{next(self._households) * SCATTER % EIGHT_DIGITS:08}"

    def paper(self, nation: str, residence: str, kind: float) -> Paper:
        """A paper of a people: a passport, an identity card, or the card of Afghans in Iran; `kind` lies in 0 to 1."""
        digits = self._eight_digits()
        if nation == "AF" and residence == "IR" and kind < 0.35:
            return Paper("amayesh", f"11{digits}", "IR")
        if kind < 0.70:
            return Paper("passport", PASSPORTS[nation].format(digits), nation)
        return Paper("national_id", CARDS[nation].format(digits, digits[:5]), nation)


PASSPORTS = {"AF": "P0{}", "IR": "X{}", "IQ": "A{}", "BR": "GA{}", "RO": "05{}"}
CARDS = {"AF": "1400-{1}-{0}", "IR": "0{0}0", "IQ": "2000{0}", "BR": "{0}-9", "RO": "RX{0}"}
