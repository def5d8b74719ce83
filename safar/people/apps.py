"""Django's entry for people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from safar.plumbing.web.navigation import NavigationEntry, offer


class PeopleConfig(AppConfig):
    """Registers the tables of people under the label `people`, and the sentences of its refusals."""

    name = "safar.people"
    label = "people"

    def ready(self) -> None:
        """Make the refusals' sentences known, and offer the pages to the navigation."""
        from safar.people import sentences, sentences_of_merging  # noqa: F401

        offer(
            NavigationEntry(30, _("Register somebody"), "people:register", "people.register"),
            NavigationEntry(35, _("Enquiries"), "people:enquiries", "people.record_enquiry"),
            NavigationEntry(57, _("Likely duplicates"), "people:duplicates", "people.adjudicate"),
            NavigationEntry(58, _("Family tracing"), "people:tracing", "people.trace"),
            NavigationEntry(60, _("Documents we hold"), "people:papers", "people.keep_documents"),
            NavigationEntry(65, _("Asked by other offices"), "people:questions", "people.restrict"),
        )
