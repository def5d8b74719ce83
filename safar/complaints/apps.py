"""Plugs complaints into the case engine when the program starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from safar.plumbing.web.navigation import NavigationEntry, offer


class ComplaintsConfig(AppConfig):
    """Complaints and second opinions."""

    name = "safar.complaints"
    label = "complaints"
    verbose_name = _("Complaints")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand cases what this module offers, and offer its pages."""
        from safar.cases.services import plug_in
        from safar.complaints import sentences
        from safar.complaints.module import OFFER
        from safar.complaints.queries import due_with

        sentences.make_known()
        plug_in(OFFER)
        offer(
            NavigationEntry(60, _("Complaints"), "complaints:list", "complaints.record", due_with),
            NavigationEntry(62, _("Second opinions"), "complaints:contests", "complaints.second_opinion"),
        )
