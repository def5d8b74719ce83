"""How allauth behaves here: nobody signs themselves up, and a changed password ends the one-time one."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from safar.accounts.services import password_changed


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator, never from outside."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Keep the new password; it is now the person's own."""
        super().set_password(user, password)
        password_changed(user_id=user.pk)
