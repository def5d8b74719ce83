"""Django's entry for the plumbing."""

from django.apps import AppConfig


class PlumbingConfig(AppConfig):
    """Registers the plumbing's tables under the label `plumbing`."""

    name = "safar.plumbing"
    label = "plumbing"

    def ready(self) -> None:
        """Let fields speak in our words."""
        from safar.plumbing.web.unanswered import say_it_in_our_words

        say_it_in_our_words()
