"""Registers cases with Django and its sentences and gates at start-up."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from safar.plumbing.types import Actor
from safar.plumbing.web.navigation import NavigationEntry, offer


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
        offer(
            NavigationEntry(82, _("Transfers"), "cases:transfers", "cases.read_transfers"),
            NavigationEntry(83, _("Told to us to save a life"), "cases:told_to_us", "cases.read_disclosures", _told),
        )
        offer(NavigationEntry(46, _("Referrals"), "cases:referrals", "cases.refer"))
        offer(NavigationEntry(84, _("Open a file to save a life"), "cases:break_glass", "accounts.break_glass"))
        offer(
            NavigationEntry(10, _("Applications"), "cases:applications", "cases.decide_as_authority"),
            NavigationEntry(10, _("Sampled cases"), "cases:samples", "cases.read_audit_sample"),
            NavigationEntry(64, _("Border lists"), "cases:border_lists", "cases.release_border_list"),
            NavigationEntry(68, _("Samples for an auditor"), "cases:draw_sample", "cases.draw_audit_sample"),
        )


def _told(by: Actor) -> int:
    """How much other offices told ours in the last three days."""
    from safar.cases.queries import told_lately

    return told_lately(by=by)
