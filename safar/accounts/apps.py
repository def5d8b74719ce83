"""Django's entry for accounts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from safar.plumbing.web.navigation import NavigationEntry, offer


class AccountsConfig(AppConfig):
    """Registers staff and offices under the label `accounts`."""

    name = "safar.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Offer the pages of the administrator and of the data protection officer."""
        offer(
            NavigationEntry(70, _("Who opened what"), "accounts:readings", "accounts.read_access_log"),
            NavigationEntry(71, _("Opened to save a life"), "accounts:glass", "accounts.review_break_glass"),
            NavigationEntry(80, _("Staff"), "accounts:staff", "accounts.manage_staff"),
            NavigationEntry(81, _("Offices"), "accounts:offices", "accounts.manage_staff"),
        )
