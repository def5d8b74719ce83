"""The pages of consent that stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import may
from safar.consent import queries
from safar.plumbing.types import Actor
from safar.plumbing.web.navigation import NavigationEntry, offer


def offer_pages() -> None:
    """Put the pages that belong to no single journey into the navigation, once at start-up."""
    offer(
        NavigationEntry(40, _("Advisories"), "consent:advisories", "consent.tell_advisory", how_many_to_tell),
        NavigationEntry(42, _("Interpreters"), "consent:interpreters", "consent.book_interpreter"),
        NavigationEntry(45, _("Held"), "consent:screens", "consent.reach_alone", how_many_held),
        NavigationEntry(47, _("On paper"), "consent:papers", "consent.transcribe", how_many_papers),
        NavigationEntry(46, _("Children without a parent"), "consent:children", "consent.read_children"),
        NavigationEntry(75, _("What people are told"), "consent:packs", "consent.read"),
        NavigationEntry(85, _("Written down late"), "consent:late", "consent.review_late_entries"),
    )


def how_many_to_tell(by: Actor) -> int:
    """How many people in reach are still to be told of an advisory or of its end."""
    return queries.how_many_to_tell()


def how_many_held(by: Actor) -> int:
    """How many holds wait for this reader: all for a protection officer, messages from others for a counsellor."""
    holds = queries.holds_open(sorted(by.offices))
    return len(holds) if may(by, "consent.clear_screen") else sum(hold.kind == "message_from_other" for hold in holds)


def how_many_papers(by: Actor) -> int:
    """How many papers wait for somebody in this reader's offices."""
    return len(queries.papers_waiting(sorted(by.offices)))
