"""Django's entry for the plumbing."""

from django.apps import AppConfig


class PlumbingConfig(AppConfig):
    """Registers the plumbing's tables under the label `plumbing`."""

    name = "safar.plumbing"
    label = "plumbing"
