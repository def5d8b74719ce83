"""What a programme promises, in sentences for the paper a person signs: no amount is printed that nobody published."""

from __future__ import annotations

from datetime import date

from safar.consent.documents.declaration import WORDS
from safar.plumbing.printing import language_on_paper, money_on_paper, words_of
from safar.programmes.types import AmountLine, Programme, text_in


def promised_lines(programme: Programme, language: str, on: date, role: str = "main") -> list[str]:
    """What this programme gives somebody in that role on that day, a line for each thing.

    An amount that the programme publishes stands beside it; one that is approved on the case leaves room for the
    amount and the number of its paper.
    """
    lines: list[str] = []
    for entitlement in programme.entitlements:
        if role in entitlement.roles:
            name = text_in(entitlement.names, language)
            amount = next((line for line in entitlement.amounts if line.covers(role, on)), None)
            lines.append(f"{name}: {_amount(amount, language)}" if amount else name)
    return lines


def _amount(line: AmountLine, language: str) -> str:
    words = words_of(WORDS, "paper", language_on_paper(WORDS, "paper", language))
    if line.value is None or line.currency is None:
        return words["amount_on_case"]
    written = money_on_paper(line.value, line.currency, language)
    return words["up_to"] % {"amount": written} if line.at_most else written
