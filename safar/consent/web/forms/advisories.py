"""What is asked to issue an advisory, to word it, to tell somebody of it and to lift it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.consent.types import AdvisoryGiven, ToldGiven
from safar.consent.web import safety_words, words
from safar.consent.web.forms.answers import Typed, day, from_list, language_name, line, lines, moment, one_of, several
from safar.consent.web.words import Choices
from safar.kernel.places import countries, person_languages
from safar.plumbing.web import display
from safar.plumbing.web.forms import PartedForm
from safar.programmes.types import REQUIRED_LANGUAGES


def word_fields() -> dict[str, Any]:
    """One field for the words in each language our pages have, by the field's name."""
    return {f"words_{code.replace('-', '_')}": lines(_in(code), rows=2) for code in REQUIRED_LANGUAGES}


def _in(code: str) -> str:
    return language_name(code)


class _Worded(Typed):
    """A form with the words to say in several languages; at least one is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in word_fields().items():
            self.fields[name] = field

    def words(self) -> tuple[tuple[str, str], ...]:
        """What was written, by language."""
        named = {f"words_{code.replace('-', '_')}": code for code in REQUIRED_LANGUAGES}
        return tuple((code, self.cleaned_data[name]) for name, code in named.items() if self.cleaned_data.get(name))

    def clean(self) -> dict[str, Any]:
        """Nobody can be told with no words at all."""
        given = super().clean() or {}
        if not any(given.get(name) for name in word_fields()):
            self.wrong("words_en", _("Write in at least one language what people are to be told."))
        return given


class AdvisoryForm(_Worded, PartedForm):
    """An advisory to issue."""

    level = one_of(_("How strong is it?"), safety_words.LEVELS)
    country = forms.ChoiceField(label=_("Country"))
    areas = lines(
        _("Only these areas"), rows=3,
        hint=_("One on each line, by each way it is written, or a place code. Nothing here means the whole country."),
    )  # fmt: skip
    profiles = several(
        _("Only these people"), safety_words.PROFILES,
        hint=_("Nothing ticked means everybody. The first four are seen from the file; the others are asked alone."),
    )  # fmt: skip
    until_on = day(_("Until, if a last day is known"))
    reason = lines(_("Why, for colleagues"), required=True)
    source = line(_("Where is it known from?"), required=True)

    layout = (
        (_("Where and for whom"), ("level", "country", "areas", "profiles", "until_on")),
        (_("Why"), ("reason", "source")),
        (_("What people are told"), tuple(f"words_{code.replace('-', '_')}" for code in REQUIRED_LANGUAGES)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("choose")), *countries(display.language())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A last day lies ahead."""
        given = super().clean() or {}
        if given.get("until_on") and given["until_on"] < timezone.localdate():
            self.wrong("until_on", _("That day is over. Leave it empty, or choose a day that is still to come."))
        return given

    def areas_given(self) -> tuple[str, ...]:
        """The names of the areas, one from each line."""
        return tuple(text.strip() for text in self.cleaned_data["areas"].splitlines() if text.strip())

    def given(self) -> AdvisoryGiven:
        """The advisory as the service takes it; its last day counts to its end."""
        said = self.cleaned_data
        until = said["until_on"]
        return AdvisoryGiven(
            country=said["country"],
            level=said["level"],
            reason=said["reason"],
            source=said["source"],
            areas=self.areas_given(),
            profiles=tuple(said["profiles"]),
            until_at=timezone.make_aware(datetime.combine(until, time.max)) if until else None,
            words=self.words(),
        )


class LiftForm(_Worded):
    """Why an advisory ends, and how that is explained."""

    reason = lines(_("Why is it lifted?"), required=True, rows=2)


class WordForm(Typed):
    """The words in one more language."""

    why = one_of(_("About what?"), safety_words.WHY)
    language = from_list(_("Language"), [])
    text = lines(_("What is said"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("choose")), *person_languages(display.language())]  # type: ignore[attr-defined]


class ToldForm(Typed):
    """The person was told."""

    told_at = moment(_("When were they told?"))
    language = from_list(_("In which language?"), [])
    channel = from_list(_("How?"), words.CHANNELS)
    said = lines(_("What did they say or ask?"), rows=2)

    def __init__(self, *args: Any, spoken: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("choose")), *spoken]  # type: ignore[attr-defined]

    def given(self) -> ToldGiven:
        """What the service takes."""
        return ToldGiven(**self.cleaned_data)


class ProfileForm(Typed):
    """Whether some kinds of people that an advisory names fit one person."""

    def __init__(self, *args: Any, asked: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in asked:
            self.fields[code] = one_of(
                safety_words.PROFILES[code], [("no", _("no, this does not fit me")), ("yes", _("yes, this fits me"))]
            )
