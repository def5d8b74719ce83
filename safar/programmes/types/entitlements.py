"""What a programme gives: dated amounts with currency, funder and reference, and what becomes of them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from safar.programmes.types.stages import Event, Unit
from safar.programmes.types.wording import STRICT, Code, Sentence, Texts

MemberRole = Literal["main", "accompanying_adult", "child", "unaccompanied_child"]
Given = Literal["cash", "kind", "either"]
Chooser = Literal["person", "office", "together", "none"]
Counted = Literal["application", "departure", "arrival"]
Consequence = Literal["stays", "ends", "passes_to_family", "decided_on_case"]
Circumstance = Literal["none", "death", "split", "onward_movement", "forced_return"]
UNPUBLISHED = "unpublished"


def _amount_text(value: object) -> object:
    """Whole numbers may be written bare; everything else is text with two decimals, or `unpublished`."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise ValueError("write the amount as a number, such as 50 or 1250.00, or `unpublished`")
    whole, point, cents = text.partition(".")
    if text != UNPUBLISHED and not (whole.isascii() and whole.isdigit() and (not point or len(cents) == 2)):
        raise ValueError(f"`{text}` is no amount; write a number such as 50 or 1250.00, or `unpublished`")
    if point and not (cents.isascii() and cents.isdigit()):
        raise ValueError(f"`{text}` is no amount; write a number such as 50 or 1250.00, or `unpublished`")
    return text


AmountText = Annotated[str, BeforeValidator(_amount_text)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class AmountLine:
    """An amount for some roles in one period, with its reference; the amount may be openly `unpublished`."""

    roles: Annotated[tuple[MemberRole, ...], Field(min_length=1)]
    amount: AmountText
    valid_from: date
    reference: Sentence
    currency: str | None = None
    valid_to: date | None = None
    at_most: bool = False
    approved_on_case: bool = False
    lowest_published: AmountText | None = None
    highest_published: AmountText | None = None

    @property
    def value(self) -> Decimal | None:
        """The amount in major units of the currency, or nothing while it is unpublished."""
        return None if self.amount == UNPUBLISHED else Decimal(self.amount)

    def covers(self, role: str, day: date) -> bool:
        """Whether this line is the one for that role on that day."""
        return role in self.roles and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class WhenDue:
    """The event that makes an entitlement due and how long after it."""

    event: Event
    after: Annotated[int, Field(ge=0, le=400)] = 0
    unit: Unit = "days"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Instalments:
    """How many times it is given, and how many months lie between."""

    count: Annotated[int, Field(ge=1, le=60)] = 1
    every_months: Annotated[int, Field(ge=1, le=24)] | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Consequences:
    """What becomes of a promise when life changes."""

    death: Consequence
    split: Consequence
    onward_movement: Consequence
    forced_return: Consequence


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Entitlement:
    """One thing given: to whom, as cash or in kind, at whose choice, when, how often, and tied to return or not.

    `benefit` names what it is across programmes; where it says nothing, its own code does. `not_with` and a shared
    benefit say what may not be combined: the one inside this programme, the other with any other programme.
    """

    code: Code
    names: Texts
    given: Given
    choice_of: Chooser
    per: Literal["person", "unit"]
    roles: Annotated[tuple[MemberRole, ...], Field(min_length=1)]
    counted_on: Counted
    due: WhenDue
    tied_to_return: bool
    funder: Sentence
    source: Sentence
    if_life_changes: Consequences
    amounts: tuple[AmountLine, ...] = ()
    instalments: Instalments = Field(default_factory=Instalments)
    not_with: tuple[Code, ...] = ()
    benefit: Code | None = None

    @property
    def same_as(self) -> str:
        """What is given, under the name other programmes call it by too: nobody is given it by two funders."""
        return self.benefit or self.code
