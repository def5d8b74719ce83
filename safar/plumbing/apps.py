"""Django's entry for the plumbing."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlumbingConfig(AppConfig):
    """Registers the plumbing's tables under the label `plumbing`."""

    name = "safar.plumbing"
    label = "plumbing"

    def ready(self) -> None:
        """Let fields speak in our words, and load the rules of the database whenever its tables were migrated."""
        from safar.plumbing.rulebook import after_migrating
        from safar.plumbing.web.unanswered import say_it_in_our_words

        say_it_in_our_words()
        post_migrate.connect(after_migrating, sender=self, dispatch_uid="safar.rulebook")
