"""D10: the name behind an alias goes to an authority only where its programme declares it, and that is logged."""

from __future__ import annotations

from django.utils import timezone

from safar.accounts.queries import readings
from safar.accounts.types import OfficeRef
from safar.cases import queries
from safar.people import services as people
from safar.plumbing.scope import acting_as
from tests.cases.ground import LEAVES, OPENED, SIGNED, CaseStory
from tests.cases.outside import authority_office, border, official, released, submitted
from tests.conftest import ActorMaker
from tests.consent.papers import transcribed


def hide(story: CaseStory) -> str:
    """The first person gets an alias."""
    by = story.ground.protection
    with acting_as(by):
        return people.give_alias(by=by, at=timezone.now(), person_id=story.people[0], reason="signs")


def openings(actor: ActorMaker, office: OfficeRef) -> list[str]:
    """What the data protection officer reads of names that were opened."""
    by = actor("data_protection_officer", office)
    with acting_as(by):
        return [row.page for row in readings(OPENED) if row.kind == "name"]


def test_d10_the_authority_is_told_the_declared_name_and_it_is_on_the_list(
    story: CaseStory, actor: ActorMaker, organisation: OfficeRef, office_lisbon: OfficeRef
) -> None:
    story.enrolled()
    alias = hide(story)
    authority = authority_office(organisation)
    application = submitted(story, authority)
    clerk = official(actor, authority)
    with acting_as(clerk):
        opened = queries.application_for_authority(application)
    assert opened is not None
    assert opened.people[0].name.startswith("Maryam"), "ARVoRe declares the name"
    assert opened.people[0].own_name == "", "and not the other script"
    with acting_as(story.by):
        (line,) = queries.submissions_of([story.case_id])[story.case_id]
    assert line.people[0].name == alias
    assert openings(actor, office_lisbon) == ["name behind an alias: authority"]


def test_d10_inside_a_border_list_shows_the_alias(story: CaseStory) -> None:
    story.enrolled()
    story.until_ticket()
    story.itinerary()
    made, by = border(story), story.ground.movement
    released(story, made)
    alias = hide(story)
    with acting_as(by):
        inside, sent = queries.border_list(made), queries.border_list(made, as_sent=True)
    assert inside is not None
    assert sent is not None
    assert (inside.people[0].name, inside.people[0].document_number) == (alias, "")
    assert sent.people[0].name.startswith("Maryam")
    assert sent.people[0].document_number.startswith("P")


def test_d10_nothing_is_logged_for_who_has_no_alias(
    story: CaseStory, actor: ActorMaker, organisation: OfficeRef, office_lisbon: OfficeRef
) -> None:
    story.enrolled()
    submitted(story, authority_office(organisation))
    assert openings(actor, office_lisbon) == []


def test_v1_what_came_from_paper_is_said_on_the_case_and_among_who_leaves(story: CaseStory) -> None:
    story.enrolled()
    story.passports()
    assert transcribed(story, story.travellers[0]).permit_id is not None
    assert story.file().people[0].flags == ("from_paper",)
    story.itinerary()
    with acting_as(story.by):
        (line,) = queries.leaving_within(by=story.by, at=SIGNED, days=(LEAVES - SIGNED).days + 2, mine=False)
    assert line.from_paper
