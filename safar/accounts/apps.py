"""Django's entry for accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers staff and offices under the label `accounts`."""

    name = "safar.accounts"
    label = "accounts"
