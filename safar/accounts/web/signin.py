"""The forms for signing in and for choosing a password, in our own words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["login"].widget.attrs |= {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"].label = _("Password")
        _without_placeholders(self)


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The password used until now, and twice the one that only its owner knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Password used until now")
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("New password once more")
        _without_placeholders(self)
        self.fields["password1"].help_text = _("At least 10 characters; a few words in a row are easy to remember.")


def _without_placeholders(form: forms.Form) -> None:
    for field in form.fields.values():
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)
