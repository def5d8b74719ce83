"""What people are told when something about programmes is refused, and how a deadline explains itself."""

from collections.abc import Mapping

from babel import Locale
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from safar.kernel.calendars import default_calendar, digits, format_day
from safar.plumbing.refusals import register
from safar.programmes.types import Deadline, DeadlineState, Due, text_in

BEGUN: Mapping[str, str | Promise] = {
    "arrived": gettext_lazy("arrived on %(day)s"),
    "case_opened": gettext_lazy("opened on %(day)s"),
    "decision_asked": gettext_lazy("asked for on %(day)s"),
    "declaration_made": gettext_lazy("declared on %(day)s"),
    "departed": gettext_lazy("left on %(day)s"),
    "refusal_told": gettext_lazy("told on %(day)s"),
    "travel_document_asked": gettext_lazy("asked for on %(day)s"),
}
OTHERWISE_BEGUN = pgettext_lazy("a period", "begun on %(day)s")


def make_known() -> None:
    """Register the sentences of every refusal of this context."""
    register(
        {
            "programmes_version_published_once": gettext_lazy(
                "Version %(version)s of %(programme)s is already published and says something else. "
                "Give the changed definition the next version number and publish again."
            ),
            "programmes_version_goes_up": gettext_lazy(
                "Version %(latest)s of %(programme)s is already published. "
                "Publish with a higher version number than %(version)s."
            ),
            "programmes_body_is_that_version": gettext_lazy(
                "The code and the version do not agree with what the programme says. Publish it from its definition."
            ),
            "programmes_definition_is_sound": gettext_lazy(
                "The definition of %(programme)s was not published: %(first)s "
                "Run “safar programme check %(programme)s” to see all %(count)s faults."
            ),
            "programmes_kind_is_not_published": gettext_lazy(
                "%(programme)s is a kind, in which nobody enrols. Publish the programmes based on it."
            ),
            "programmes_reflection_is_given": gettext_lazy(
                "The programme gives no time for reflection before the declaration. Say how many hours it gives."
            ),
            "programmes_terms_within_bounds": gettext_lazy(
                "The basis or a period of the programme is not one that is allowed. Check the programme, then publish."
            ),
        }
    )


def deadline_sentence(deadline: Deadline | None, state: DeadlineState, language: str, calendar: str | None) -> str:
    """Why a deadline is when it is: when it began, what the programme gives, and what is left."""
    with translation.override(language):
        day = format_day(state.started_on, language, calendar or default_calendar(language))
        sentence = _("%(began)s; the programme gives %(length)s; %(left)s") % {
            "began": _began(deadline, day, language),
            "length": length_in_words(state.count, state.unit, state.country, language),
            "left": _left(state, language),
        }
    return sentence[:1].upper() + sentence[1:]


def _began(deadline: Deadline | None, day: str, language: str) -> str:
    """When a period began: in the definition's own words, else in the event's."""
    if deadline is not None and deadline.began is not None:
        return text_in(deadline.began, language).replace("{day}", day)
    event = deadline.counted_from.event if deadline is not None else None
    return str(BEGUN.get(event or "", OTHERWISE_BEGUN)) % {"day": day}


def length_in_words(count: int, unit: str, country: str | None, language: str) -> str:
    """A period in words: "10 working days in Portugal"; in the language that is active."""
    shown = digits(count, language)
    if unit == "months":
        return ngettext("%(count)s month", "%(count)s months", count) % {"count": shown}
    if unit == "days":
        return ngettext("%(count)s day", "%(count)s days", count) % {"count": shown}
    if country is None:
        return ngettext("%(count)s working day", "%(count)s working days", count) % {"count": shown}
    named = {"count": shown, "country": country_name(country, language)}
    return ngettext("%(count)s working day in %(country)s", "%(count)s working days in %(country)s", count) % named


def _left(state: DeadlineState, language: str) -> str:
    if state.left == 0:
        return _("today is the last day")
    if state.is_overdue:
        return ngettext("%(count)s day late", "%(count)s days late", -state.left) % {
            "count": digits(-state.left, language)
        }
    return ngettext("%(count)s left", "%(count)s left", state.left) % {"count": digits(state.left, language)}


def country_name(code: str, language: str) -> str:
    """The country's name in the language; its code where it has none."""
    locale = Locale.parse({"fa-af": "fa_AF"}.get(language, language.replace("-", "_")))
    return str(locale.territories.get(code, code))


def amount_sentence(due: Due, language: str) -> str:
    """How much is due, in words: a figure with its currency, up to a figure, to be approved, or given in kind."""
    with translation.override(language):
        if due.amount is not None:
            figure = f"{due.currency} {digits(f'{due.amount:,f}', language)}"
            return _("up to %(amount)s") % {"amount": figure} if due.at_most else figure
        if due.needs_approval:
            return _("to be approved on the case")
        return _("in kind")
