"""What a person is handed on paper: the letter that tells a refusal, and the receipt for what was handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from safar.cases.documents.parts import (
    TEMPLATE,
    WORDS,
    box,
    heading,
    lines_to_write_on,
    page,
    paragraph,
    points,
    rows,
    signs,
    table,
)
from safar.plumbing.documents import render_pdf
from safar.plumbing.printing import day_on_paper, isolated, language_on_paper, words_of
from safar.plumbing.typefaces import is_printable
from safar.plumbing.types import Json

BY_AUTHORITY = "authority"


@dataclass(frozen=True, kw_only=True)
class RefusalLetter:
    """A refusal as the person is told it: `language` is theirs, `kind` is ours or authority, the remedy says to whom.

    `programme` is its name in that language; `countries` (ISO codes) choose the second calendar.
    """

    language: str
    programme: str
    name: str
    kind: str
    decided_by: str
    decided_on: date
    reasons: Sequence[str]
    remedy: str
    remedy_until: date | None = None
    own_name: str = ""
    reference: str = ""
    case_reference: str = ""
    office: str = ""
    office_phone: str = ""
    countries: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class HandedItem:
    """One thing handed over: what, for whom, how much in words, and the number of its paper."""

    what: str
    for_whom: str = ""
    amount: str = ""
    paper: str = ""


@dataclass(frozen=True, kw_only=True)
class HandOverReceipt:
    """What was handed over, to be signed by who received it; an empty day or name becomes a line to write on."""

    language: str
    programme: str
    name: str
    items: Sequence[HandedItem]
    handed_on: date | None = None
    given_by: str = ""
    own_name: str = ""
    case_reference: str = ""
    office: str = ""
    office_phone: str = ""
    countries: Sequence[str] = ()


def refusal_letter_pdf(letter: RefusalLetter | Mapping[str, Any]) -> bytes:
    """The refusal letter as PDF, from the letter or from its fields by name."""
    whole = letter if isinstance(letter, RefusalLetter) else RefusalLetter(**letter)
    return render_pdf(TEMPLATE, refusal_letter_data(whole))


def hand_over_receipt_pdf(receipt: HandOverReceipt) -> bytes:
    """The receipt as PDF, in the person's language."""
    return render_pdf(TEMPLATE, hand_over_receipt_data(receipt))


def refusal_letter_data(letter: RefusalLetter) -> dict[str, Json]:
    """What the layout is given."""
    language = language_on_paper(WORDS, "letter", letter.language)
    words = words_of(WORDS, "letter", language)
    decided = day_on_paper(letter.decided_on, language, *letter.countries)
    until = day_on_paper(letter.remedy_until, language, *letter.countries) or words["until_in_decision"]
    sentence = words["refused_by_authority" if letter.kind == BY_AUTHORITY else "refused_by_us"]
    return page(
        language,
        title=words["refusal"],
        office=letter.office,
        reference=letter.case_reference,
        parts=[
            rows([*_who(letter, words), (words["decision_number"], letter.reference)]),
            paragraph(
                sentence
                % {"programme": isolated(letter.programme), "day": isolated(decided), "by": isolated(letter.decided_by)}
            ),
            heading(words["reasons"]),
            points(letter.reasons),
            box(
                words["remedy"],
                letter.remedy.splitlines(),
                [(words["until"], until), (words["phone"], letter.office_phone)],
            ),
            paragraph(words["no_harm"]),
            paragraph(words["ask_us"]),
        ],
    )


def hand_over_receipt_data(receipt: HandOverReceipt) -> dict[str, Json]:
    """What the layout is given."""
    language = language_on_paper(WORDS, "letter", receipt.language)
    words = words_of(WORDS, "letter", language)
    handed = day_on_paper(receipt.handed_on, language, *receipt.countries)
    return page(
        language,
        title=words["receipt"],
        office=receipt.office,
        reference=receipt.case_reference,
        parts=[
            rows(_who(receipt, words)),
            rows([(words["handed_on"], handed)], leave_blank=True),
            paragraph(words["received"]),
            table(
                [words["item"], words["for_whom"], words["amount"], words["paper"]],
                [(item.what, item.for_whom, item.amount, item.paper) for item in receipt.items],
            ),
            box(words["only_in_hand"], [], [(words["phone"], receipt.office_phone)]),
            paragraph(words["missing"] + ":"),
            lines_to_write_on(2),
            signs(
                [
                    (words["sign_received"], receipt.name),
                    (words["sign_given"], receipt.given_by),
                    (words["sign_witness"], ""),
                ]
            ),
        ],
    )


def _who(paper: RefusalLetter | HandOverReceipt, words: Mapping[str, str]) -> list[tuple[str, str]]:
    own = paper.own_name if paper.own_name != paper.name and is_printable(paper.own_name) else ""
    return [
        (words["name"], paper.name),
        (words["own_name"], own),
        (words["programme"], paper.programme),
        (words["case"], paper.case_reference),
    ]
