"""What every start does before serving: publishes definitions and texts, collects static files; and makes accounts."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command
from django.utils import timezone

from safar.accounts import queries as accounts
from safar.accounts import services
from safar.accounts.types import NewAccount
from safar.config.installation import NotReady
from safar.consent.services import publish_texts
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from safar.programmes.services import publish_every_programme

INSTALLER = Actor(
    user_id=None, name="Safar", role="administrator", office_id=None, offices=frozenset(), channel="command"
)


def publish_definitions(at: datetime | None = None) -> None:
    """Publish each programme and its texts as they stand on disk; what is unchanged stays the version it is."""
    moment = at or timezone.now()
    with acting_as(INSTALLER):
        for published in publish_every_programme(by=INSTALLER, at=moment):
            publish_texts(by=INSTALLER, at=moment, code=published.programme.code)


def collect_static_files() -> None:
    """Gather and compress the style sheet and the typeface for serving."""
    call_command("collectstatic", interactive=False, verbosity=0)


def add_account(
    *, username: str, name: str, office_code: str, role: str, country: str, language: str, office_name: str = ""
) -> NewAccount:
    """Make an account from the terminal; its office is made too when `country` says where it is.

    The first office of an installation becomes the organisation itself, later ones country offices below it.
    """
    now = timezone.now()
    with acting_as(INSTALLER):
        known = {office.code: office for office in accounts.offices()}
        office = known.get(office_code)
        if office is None:
            if not country:
                codes = ", ".join(sorted(known)) or "none yet"
                raise NotReady(f"There is no office {office_code} (known: {codes}). Make it by adding --country.")
            top = next((each for each in known.values() if each.parent_id is None), None)
            office = services.add_office(
                by=INSTALLER,
                at=now,
                code=office_code,
                name=office_name or office_code,
                kind="country" if top else "organisation",
                country=country.upper(),
                parent_id=top.id if top else None,
                language=language,
            )
        return services.add_user(
            by=INSTALLER,
            at=now,
            username=username,
            name=name,
            office_id=office.id,
            role=role,
            from_on=now.date(),
            language=language,
        )
