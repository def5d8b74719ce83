"""What a programme says, section by section, ready to be read in the reader's language."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safar.accounts.types import Role
from safar.kernel.calendars import digits
from safar.programmes import queries
from safar.programmes.sentences import length_in_words
from safar.programmes.types import AmountLine, CountedFrom, Entitlement, Programme, WhenDue, text_in
from safar.programmes.web import words

ANYWHERE = "any"


@dataclass(frozen=True)
class Reader:
    """Reads a programme aloud in one language."""

    programme: Programme
    language: str

    def text(self, texts: Any) -> str:
        """A text of the definition."""
        return text_in(texts, self.language)

    def roles(self, codes: tuple[str, ...]) -> str:
        """Roles in words."""
        return self.joined(str(Role(code).label) for code in codes)

    def joined(self, parts: Any) -> str:
        """Parts of a list with the language's own comma."""
        comma = "، " if self.language in {"fa", "fa-af", "ps", "ar"} else ", "
        return comma.join(parts)

    def countries(self, codes: tuple[str, ...]) -> str:
        """Countries in words."""
        if codes == (ANYWHERE,):
            return _("any country")
        return self.joined(queries.country_name(code, self.language) for code in codes)

    def places(self) -> str:
        """How many places there are, in words; empty when the programme has no limit."""
        places = self.programme.places
        if places is None:
            return ""
        count = digits(places.count, self.language)
        if places.unit == "family":
            sentence = ngettext("%(count)s family", "%(count)s families", places.count) % {"count": count}
        else:
            sentence = ngettext("%(count)s person", "%(count)s people", places.count) % {"count": count}
        return f"{sentence} {words.word(words.PERIODS, places.period)}"

    def moves(self) -> list[dict[str, Any]]:
        """Each move with its number in the drawing, its stages, roles and gates."""
        gates = queries.gate_sentences()
        names = {stage.code: self.text(stage.names) for stage in self.programme.stages}
        return [
            {
                "number": digits(number, self.language),
                "name": self.text(move.names),
                "from": self.joined(names[code] for code in move.from_stages),
                "to": names[move.to],
                "by": self.roles(move.by),
                "gates": [gates.get(code, code) for code in move.gates],
                "two_person": move.two_person,
                "reason_required": move.reason_required,
                "entitles": self.joined(self.text(self.programme.entitlement(code).names) for code in move.entitles),
            }
            for number, move in enumerate(self.programme.moves, start=1)
        ]

    def rules(self) -> list[dict[str, Any]]:
        """Each eligibility rule with both its sentences, its condition, its source and who may except."""
        return [
            {
                "sentence": self.text(rule.sentence),
                "met": self.text(rule.met),
                "effect": words.word(words.EFFECTS, rule.then),
                "colour": "stop" if rule.then == "no" else "wait",
                "when": rule.when,
                "source": rule.source,
                "except_by": self.roles(rule.except_by),
            }
            for rule in self.programme.rules
        ]

    def entitlements(self) -> list[dict[str, Any]]:
        """Each entitlement with its amounts, dates, funder, references and what becomes of it."""
        return [self._entitlement(one) for one in self.programme.entitlements]

    def _entitlement(self, one: Entitlement) -> dict[str, Any]:
        return {
            "name": self.text(one.names),
            "whom": self.joined(words.word(words.MEMBER_ROLES, role) for role in one.roles),
            "per_unit": one.per == "unit",
            "given": words.word(words.GIVEN, one.given),
            "choice": words.word(words.CHOOSERS, one.choice_of),
            "due": self._when(one.due),
            "tied_to_return": one.tied_to_return,
            "funder": one.funder,
            "source": one.source,
            "amounts": [self._amount(line) for line in one.amounts],
            "changes": [
                (
                    words.word(words.CIRCUMSTANCES, code),
                    words.word(words.CONSEQUENCES, getattr(one.if_life_changes, code)),
                )
                for code in words.CIRCUMSTANCES
            ],
        }

    def _amount(self, line: AmountLine) -> dict[str, Any]:
        figure = _("unpublished; approved on the case")
        if line.value is not None:
            figure = f"{line.currency} {digits(line.amount, self.language)}"
            if line.at_most:
                figure = _("up to %(amount)s") % {"amount": figure}
        return {
            "whom": self.joined(words.word(words.MEMBER_ROLES, role) for role in line.roles),
            "figure": figure,
            "is_open": line.value is None,
            "valid_from": line.valid_from,
            "valid_to": line.valid_to,
            "reference": line.reference,
        }

    def _when(self, due: WhenDue) -> str:
        event = words.word(words.EVENTS, due.event)
        if not due.after:
            return event
        length = length_in_words(due.after, due.unit, None, self.language)
        return _("%(length)s after %(event)s") % {"length": length, "event": event}

    def deadlines(self) -> list[dict[str, Any]]:
        """Each period: what it is, how long, from when to when, whose it is and where it is written."""
        return [
            {
                "name": self.text(one.names),
                "lengths": [length_in_words(one.length.count, one.length.unit, None, self.language)]
                if not one.per_country
                else [
                    length_in_words(length.count, length.unit, country, self.language)
                    for country, length in sorted(one.per_country.items())
                ],
                "begins": self._counted(one.counted_from),
                "ends": self._counted(one.met_by),
                "held_by": self.roles((one.held_by,)),
                "source": one.source,
            }
            for one in self.programme.deadlines
        ]

    def _counted(self, counted: CountedFrom) -> str:
        if counted.stage is not None:
            return _("the stage “%(stage)s”") % {"stage": self.text(self.programme.stage(counted.stage).names)}
        return words.word(words.EVENTS, counted.event or "")

    def indicators(self) -> list[dict[str, Any]]:
        """Each indicator with its target and source."""
        return [
            {"name": words.word(words.INDICATORS, one.code), "target": one.target, "source": one.source}
            for one in self.programme.indicators
        ]

    def irreversible_steps(self) -> list[tuple[str, str]]:
        """Each step that cannot be undone, with its explanation."""
        return [(self.text(step.names), self.text(step.explanation)) for step in self.programme.irreversible_steps]

    def topics(self) -> list[tuple[str, bool]]:
        """Each topic people are told about, and whether it is required."""
        return [(self.text(topic.names), topic.required) for topic in self.programme.topics]
