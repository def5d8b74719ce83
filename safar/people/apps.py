"""Django's entry for people."""

import sys

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from safar.plumbing.web.navigation import NavigationEntry, offer


class PeopleConfig(AppConfig):
    """Registers the tables of people under the label `people`, and the sentences of its refusals."""

    name = "safar.people"
    label = "people"

    def ready(self) -> None:
        """Make the refusals' sentences known, keep the cards to the rules, and offer the pages to the navigation."""
        from safar.people import sentences, sentences_of_merging  # noqa: F401

        post_migrate.connect(_after_migrating, sender=self, dispatch_uid="safar.cards")
        offer(
            NavigationEntry(30, _("Register somebody"), "people:register", "people.register"),
            NavigationEntry(35, _("Enquiries"), "people:enquiries", "people.record_enquiry"),
            NavigationEntry(57, _("Likely duplicates"), "people:duplicates", "people.adjudicate"),
            NavigationEntry(58, _("Family tracing"), "people:tracing", "people.trace"),
            NavigationEntry(60, _("Documents we hold"), "people:papers", "people.keep_documents"),
            NavigationEntry(65, _("Asked by other offices"), "people:questions", "people.restrict"),
        )


def _after_migrating(using: str, **_more: object) -> None:
    """Write everybody's search card anew where the rules have changed, and say how far that is."""
    from safar.people.services.editions import write_cards_anew

    if "people_searchcard" not in connections[using].introspection.table_names():
        return

    def say(done: int, total: int) -> None:
        sys.stdout.write(f"Writing anew by what people are found: {done:,} of {total:,}\n")
        sys.stdout.flush()

    write_cards_anew(using=using, tell=say)
