"""What must happen without anybody asking: permits lapse, modules ring, the log is sealed. Runs beside the pages."""

from __future__ import annotations

import logging
import os
import time

import django
from django.db import DatabaseError, connection
from django.utils import timezone

from safar.config import deduping

ROUND_SECONDS = 60


def one_round() -> tuple[int, int]:
    """Lapse the permits whose day has come, and applications nobody answered in time; seal the log. Gives how many
    permits and how many chains."""
    from safar.accounts.queries import the_system
    from safar.cases import services as cases
    from safar.consent import services as consent
    from safar.plumbing.scope import acting_as

    actor = the_system()
    with acting_as(actor):
        lapsed = consent.lapse_permits(by=actor, at=timezone.now())
        consent.end_advisories(by=actor, at=timezone.now())
        consent.review_children(by=actor, at=timezone.now())
        for each in cases.rounds():
            each(actor, timezone.now())
        cases.lapse_unanswered(by=actor, at=timezone.now())
        cases.escalate_overdue(by=actor, at=timezone.now())
        cases.ask_consents_anew(by=actor, at=timezone.now())
        with connection.cursor() as cursor:
            cursor.execute("SELECT plumbing_seal_audit()")
            row = cursor.fetchone()
    return lapsed, int(row[0]) if row else 0


def main() -> None:
    """Make a round each minute until told to stop; a round that fails is said in the log and tried again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safar.config.settings")
    django.setup()
    while True:
        try:
            one_round()
            deduping.start_asked_runs()
        except DatabaseError as error:
            logging.getLogger("safar.caretaker").warning("A round failed and is tried again: %s", type(error).__name__)
            connection.close()
        time.sleep(ROUND_SECONDS)


if __name__ == "__main__":
    main()
