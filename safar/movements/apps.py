"""Plugs movements into the case engine when the program starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from safar.plumbing.web.navigation import NavigationEntry, offer


class MovementsConfig(AppConfig):
    """The day of travel."""

    name = "safar.movements"
    label = "movements"
    verbose_name = _("Movements")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand cases what this module offers, and offer its pages."""
        from safar.cases.services import plug_in
        from safar.movements import sentences
        from safar.movements.module import OFFER

        sentences.make_known()
        plug_in(OFFER)
        offer(
            NavigationEntry(5, _("Today at the airport"), "movements:today", "movements.report"),
            NavigationEntry(25, _("Movements"), "movements:departures", "movements.read"),
        )
