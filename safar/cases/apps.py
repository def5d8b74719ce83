"""Registers cases with Django and its sentences and gates at start-up."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """The case engine."""

    name = "safar.cases"
    label = "cases"
    verbose_name = _("Cases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the refusal sentences known and offer the engine's own gates."""
        from safar.cases import gates, sentences

        sentences.make_known()
        gates.offer_core_gates()
