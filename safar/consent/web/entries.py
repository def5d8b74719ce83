"""The pages of consent that stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from safar.consent import queries
from safar.plumbing.types import Actor
from safar.plumbing.web.navigation import NavigationEntry, offer


def offer_pages() -> None:
    """Put the pages that belong to no single journey into the navigation, once at start-up."""
    offer(
        NavigationEntry(45, _("Held"), "consent:screens", "consent.clear_screen", how_many_held),
        NavigationEntry(75, _("What people are told"), "consent:packs", "consent.read"),
        NavigationEntry(85, _("Written down late"), "consent:late", "consent.review_late_entries"),
    )


def how_many_held(by: Actor) -> int:
    """How many holds wait in the offices of this protection officer."""
    return len(queries.holds_open(sorted(by.offices)))
