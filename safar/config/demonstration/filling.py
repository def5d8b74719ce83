"""Fills an empty database with the demonstration, with progress, and says where it is served and who can sign in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.apps import apps
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from safar.accounts import queries as accounts
from safar.accounts import services
from safar.config.demonstration.beginning import Crew
from safar.config.demonstration.cast import OFFICES, PASSWORD, SHOWN, STAFF, STATIONS
from safar.config.demonstration.hard import hard_cases, keep_interpreters
from safar.config.demonstration.preparing import INSTALLER, publish_definitions
from safar.config.demonstration.stories import lisbon, tehran
from safar.config.installation import mark_as_demonstration
from safar.people import services as people
from safar.people.types import EnquiryTopic
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor

FIRST_DAY_AGO = timedelta(days=400)


def is_empty() -> bool:
    """Whether nothing has been made here yet."""
    return not accounts.offices()


def has_accounts() -> bool:
    """Whether anybody can sign in."""
    return bool(accounts.all_staff())


def fill(console: Console, cases: bool = True) -> None:
    """Make the offices, the accounts and (unless told otherwise) some sixty cases at every stage of both programmes."""
    now = timezone.now()
    mark_as_demonstration()
    publish_definitions(at=now - FIRST_DAY_AGO)
    make_organisation(now)
    if not cases:
        return
    in_lisbon, in_tehran = crew("LIS", "LIS"), crew("THR", "HEA")
    keep_interpreters(in_lisbon, "LIS", now - FIRST_DAY_AGO / 2)
    keep_interpreters(in_tehran, "THR", now - FIRST_DAY_AGO / 2)
    walks, hard = [*lisbon(in_lisbon, now), *tehran(in_tehran, now)], hard_cases()
    with Progress(console=console) as progress:
        bar = progress.add_task("Walking through fictional cases", total=len(walks) + len(hard))
        for walk, story in walks:
            story(walk, now)
            progress.advance(bar)
        for hard_case in hard:
            hard_case(in_lisbon, now)
            progress.advance(bar)
        record_enquiries(now)


def make_organisation(now: datetime) -> None:
    """Open the offices and make the accounts."""
    ids: dict[str, int] = {}
    with acting_as(INSTALLER):
        for plan in OFFICES:
            ids[plan.code] = services.add_office(
                by=INSTALLER,
                at=now,
                code=plan.code,
                name=plan.name,
                kind=plan.kind,
                country=plan.country,
                parent_id=ids.get(plan.above),
                timezone=plan.timezone,
                language=plan.language,
                telephone=plan.telephone,
            ).id
        for member in STAFF:
            services.add_user(
                by=INSTALLER,
                at=now,
                username=member.username,
                name=member.name,
                office_id=ids[member.office],
                role=member.role,
                from_on=(now - FIRST_DAY_AGO).date(),
                language=member.language,
                password=PASSWORD,
            )
    if apps.is_installed("safar.movements"):
        keep_stations(now)


def keep_stations(now: datetime) -> None:
    """The airports from which people of the demonstration leave."""
    from safar.movements.services import keep_station  # only where the module is on

    for office, code, name, zone in STATIONS:
        by = crew(office, "HEA" if office == "THR" else office).movement
        with acting_as(by):
            keep_station(by=by, at=now, code=code, name=name, timezone=zone)


def crew(host: str, receiving: str) -> Crew:
    """The colleagues who work on cases that begin in one office and end in another."""

    def first(role: str, *offices: str, skip: int = 0) -> Actor:
        chosen = [member.username for member in STAFF if member.role == role and member.office in offices]
        return _actor(chosen[skip])

    managing = "LIS" if receiving == "LIS" else "KBL"  # Herat's managers sit in Kabul
    return Crew(
        counsellor=first("counsellor", host),
        second=first("counsellor", host, skip=1),
        protection=first("protection_officer", host),
        movement=first("movement_officer", host),
        manager=first("programme_manager", host),
        reintegration=first("reintegration_officer", receiving),
        receiving_manager=first("programme_manager", managing),
        second_manager=first("programme_manager", managing, skip=0 if managing == "LIS" else 1),
    )


def _actor(username: str) -> Actor:
    user_id = accounts.user_id_of(username)
    assert user_id is not None
    return accounts.actor_for(user_id, timezone.now().date(), channel="demo")


def record_enquiries(now: datetime) -> None:
    """A few people asked and left no name."""
    for username, language, topic, channel in [
        ("ana", "pt", "return", "visit"),
        ("ana", "fr", "documents", "phone"),
        ("rui", "en", "staying", "visit"),
        ("farzana", "fa-af", "return", "phone"),
        ("farzana", "ps", "family", "visit"),
    ]:
        actor = _actor(username)
        with acting_as(actor):
            people.record_enquiry(
                by=actor, at=now - timedelta(hours=30), on=(now - timedelta(hours=30)).date(), place="",
                channel=channel, language=language, topic=EnquiryTopic(topic),
            )  # fmt: skip


def say_where_and_who(console: Console, address: str) -> None:
    """Print the address, and in a demonstration one account for each role."""
    console.print(f"\nSafar is served at [bold]{address}[/bold]  (stop it with Ctrl-C)\n")
    if accounts.user_id_of(SHOWN[0]) is None:
        return
    table = Table("user name", "role", "office", "pages in", box=None, title=f"Everybody’s password is {PASSWORD}")
    for member in STAFF:
        if member.username in SHOWN:
            table.add_row(member.username, member.role.replace("_", " "), member.office, member.language)
    console.print(table)
