"""What a field says when its answer is missing or cannot be: what to do, in our words and languages, not Django's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

_INVISIBLE = _("There is an invisible character in this text. Delete the text and type it again.")
_NOT_OFFERED = _("This answer is not offered here, or not any more. Choose one of those that are.")
_NUMBER_TOO_LONG = _("This number has more digits than can be right. Check it.")
_OF_FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Write what belongs here.")},
    forms.BooleanField: {"required": _("Tick this to go on.")},
    forms.ChoiceField: {"required": _("Choose one of the answers."), "invalid_choice": _NOT_OFFERED},
    forms.MultipleChoiceField: {
        "required": _("Tick at least one of the answers."),
        "invalid_choice": _NOT_OFFERED,
        "invalid_list": _NOT_OFFERED,
    },
    forms.IntegerField: {"invalid": _("Write a whole number, such as 3.")},
    forms.DecimalField: {"invalid": _("Write a number, such as 1500.")},
    forms.FileField: {
        "required": _("Choose a file."),
        "missing": _("Choose a file."),
        "invalid": _("The file did not arrive. Choose it again."),
        "empty": _("This file is empty. Choose another one."),
    },
}
_OF_VALIDATORS: dict[type, Any] = {
    validators.MaxLengthValidator: _("This text is longer than can be kept here. Shorten it."),
    validators.MinLengthValidator: _("This text is too short. Write more."),
    validators.MaxValueValidator: _("This number is too large. Check it."),
    validators.MinValueValidator: _("This number is too small. Check it."),
    validators.ProhibitNullCharactersValidator: _INVISIBLE,
}


def say_it_in_our_words() -> None:
    """Give Django's fields and validators these sentences; called once, when the program starts."""
    for field, sentences in _OF_FIELDS.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **sentences}
    for validator, sentence in _OF_VALIDATORS.items():
        validator.message = sentence  # type: ignore[attr-defined]
    kinds = validators.DecimalValidator.messages
    kinds.update((kind, _NUMBER_TOO_LONG) for kind in kinds)  # type: ignore[misc]
