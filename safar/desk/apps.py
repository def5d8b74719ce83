"""Django's entry for the desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from safar.plumbing.web.navigation import NavigationEntry, offer


class DeskConfig(AppConfig):
    """Registers the desk and offers its pages."""

    name = "safar.desk"
    label = "desk"

    def ready(self) -> None:
        """Offer the pages that people begin their day with, and the cases on a person's page."""
        from safar.desk.panels import cases_panel
        from safar.people.services import offer_panel

        offer_panel(cases_panel)
        offer(
            NavigationEntry(10, _("My day"), "desk:my_day", "cases.appoint"),
            NavigationEntry(15, _("Overview"), "desk:overview", "desk.manage"),
            NavigationEntry(30, _("Worklist"), "desk:worklist", "cases.read"),
            NavigationEntry(22, _("Doubts about safety"), "consent:safety_doubts", "consent.clear_screen"),
            NavigationEntry(75, _("Bring in a caseload"), "cases:import", "cases.import"),
        )
