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
        from safar.plumbing.web.navigation import NavigationEntry, offer

        sentences.make_known()
        gates.offer_core_gates()
        offer(
            NavigationEntry(10, _("Applications"), "cases:applications", "cases.decide_as_authority"),
            NavigationEntry(10, _("Sampled cases"), "cases:samples", "cases.read_audit_sample"),
            NavigationEntry(64, _("Border lists"), "cases:border_lists", "cases.release_border_list"),
            NavigationEntry(68, _("Samples for an auditor"), "cases:draw_sample", "cases.draw_audit_sample"),
        )
