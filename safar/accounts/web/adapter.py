"""How allauth behaves here: nobody signs themselves up, and a changed password ends the one-time one."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from safar.accounts.services import password_changed


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator, never from outside."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "User name and password do not belong together. Check both; capital letters count in the password."
        ),
        "enter_current_password": _("This is not the password used until now. Enter it once more."),
        "incorrect_password": _("This is not the password of this account. Enter it once more."),
        "too_many_login_attempts": _("Too many attempts failed. Wait five minutes, then try again."),
        "rate_limited": _("Too much was sent at once. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Keep the new password; it is now the person's own."""
        super().set_password(user, password)
        password_changed(user_id=user.pk)
