"""What is handed in about a person: names, papers, consents as somebody gave them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safar.kernel.dates import DayRange
from safar.people.types.words import Channel, DocumentKind, Holder, NameKind, Purpose, Sex, Standing


@dataclass(frozen=True, slots=True)
class NameGiven:
    """A name as somebody gives it: in full in its own script, and in Latin letters where they have such a spelling."""

    text: str
    latin: str = ""
    kind: NameKind = NameKind.GIVEN_FAMILY
    given: str = ""
    family: str = ""
    father_name: str = ""


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A consent as it was given: when, in which language, by whom; `assent` is the child’s word (D5)."""

    given_at: datetime
    language: str
    purpose: Purpose = Purpose.REGISTRATION
    recipient: str = ""
    by_guardian: bool = False
    until: date | None = None
    guardian_name: str = ""
    assent: str = ""


@dataclass(frozen=True, slots=True)
class DocumentGiven:
    """A paper as it is shown or told of; `country` is a two-letter code."""

    kind: DocumentKind
    number: str = ""
    country: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    holder: Holder = Holder.PERSON
    note: str = ""


@dataclass(frozen=True, slots=True)
class NationalityGiven:
    """A nationality claimed or confirmed (two-letter country), or none for who is stateless."""

    country: str = ""
    standing: Standing = Standing.CLAIMED


@dataclass(frozen=True, slots=True)
class LanguageGiven:
    """A language the person understands; `needs_interpreter` when staff and person share no better one."""

    language: str
    reads: bool = False
    needs_interpreter: bool = True
    is_preferred: bool = False


@dataclass(frozen=True, slots=True)
class ContactGiven:
    """How somebody may be reached safely (D22). Leaving a message is never assumed."""

    channel: Channel
    number: str
    hours: str = ""
    who_may_answer: str = ""
    neutral_words: str = ""
    may_leave_message: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What a correction may change, all of it: the whole short form as it should read now."""

    sex: Sex
    birth: DayRange
    country_of_birth: str = ""
    residence_country: str = ""
    residence_place: str = ""
    nationalities: tuple[NationalityGiven, ...] = ()
    languages: tuple[LanguageGiven, ...] = ()


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What a search for likely matches knows of the newcomer."""

    names: tuple[NameGiven, ...]
    birth: DayRange
    documents: tuple[DocumentGiven, ...] = ()

    def texts(self) -> Iterable[str]:
        """Every spelling of every name."""
        for name in self.names:
            yield name.text
            if name.latin:
                yield name.latin


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Everything told about somebody who is to be registered."""

    consent: ConsentGiven
    names: tuple[NameGiven, ...]
    details: PersonDetails
    documents: tuple[DocumentGiven, ...] = ()
    contacts: tuple[ContactGiven, ...] = ()


@dataclass(frozen=True, slots=True)
class GuardianGiven:
    """Somebody's authority over a child: a person on file or a name, the paper that proves it, and its days."""

    kind: str
    proof: str
    from_on: date
    until_on: date | None = None
    guardian: UUID | None = None
    guardian_name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class TracingGiven:
    """Who is looked for, as the seeker tells it."""

    name: str
    relation: str
    latin: str = ""
    birth: DayRange | None = None
    last_known: str = ""
