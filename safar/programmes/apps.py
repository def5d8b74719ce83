"""Django's entry for programmes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from safar.plumbing.web.navigation import NavigationEntry, offer


class ProgrammesConfig(AppConfig):
    """Registers published programmes under the label `programmes`."""

    name = "safar.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Make the refusals' sentences known and offer the pages."""
        from safar.programmes import sentences

        sentences.make_known()
        offer(NavigationEntry(70, _("Programmes"), "programmes:list", "programmes.read"))
