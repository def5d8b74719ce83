"""Makes three people ready to leave Lisbon in some hours, in the database of the journeys; a program of its own.

Their way until the ticket is walked through the services, as in the demonstration: the journey is about the day.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAMES = ("Jonas Vidal Amaro", "Davi Lucena Prado", "Iara Moura Teles")


def make_ready() -> None:
    """Open, counsel, declare, decide, book, and ask again once."""
    from datetime import timedelta

    from django.utils import timezone

    from safar.config.demonstration.beginning import Setting
    from safar.config.demonstration.cast import FamilyMember
    from safar.config.demonstration.filling import crew
    from safar.config.demonstration.stories import waits_for_ticket
    from safar.config.demonstration.walk import Walk

    now = timezone.now()
    facts: dict[str, bool | int | str] = {
        **dict.fromkeys(
            ("is_eu_national", "is_close_family_of_eu_national", "has_means", "justice_impediment", "false_statement",
             "non_refoulement_concern", "helped_before", "is_recognised_refugee", "is_unaccompanied_child"),
            False,
        ),
        "came_by": "with_us",
        "asylum_claim": "none",
    }  # fmt: skip
    for number, name in enumerate(NAMES, 801):
        setting = Setting("arvore-vi", "PT", "BR", "Goiânia", "BR", "pt", "pt", facts)
        family = [FamilyMember(name, name, "male", 1980 + number % 10)]
        walk = Walk(crew("LIS", "LIS"), setting, family, now - timedelta(days=30), number)
        waits_for_ticket(walk, now)
        walk.arrange_journey(now - timedelta(days=3), leaves_at=now + timedelta(hours=2))
        walk.ask_again(now - timedelta(hours=6))
        print(name, walk.case.case_id)


if __name__ == "__main__":
    from safar.plumbing.database import use_embedded

    use_embedded(Path(sys.argv[1]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "safar.config.settings"
    import django

    django.setup()
    make_ready()
