"""Earlier help: who was helped in another office, who withdrew there, and what the search says here."""

from __future__ import annotations

from typing import Any

from safar.cases import services as cases
from safar.consent import services as consent
from safar.people.services import restrict_person
from safar.plumbing.scope import acting_as
from tests.cases.ground import LEAVES, OPENED, lay_case_ground
from tests.cases.helped import TehranThere
from tests.worked.reading import Event, day, names, yes
from tests.worked.verbs.after_arrival import enrolment
from tests.worked.world import World, expectation, now_of, verb


@verb("was helped in Tehran", "withdrew in Tehran")
def was_in_tehran(world: World, event: Event) -> None:
    """In May 2016 somebody `called:` so travelled with Tehran, or withdrew; `restricted: yes` hides them."""
    tehran, lisbon = world.offices["THR"], world.offices["LIS"]
    there = TehranThere(lay_case_ground(world.actor, tehran, lisbon, "arvore-vi", "pt"))
    there.called = event.more["called"]
    there.enrolled([day(event.more["born"])])
    if event.does == "was helped in Tehran":
        there.until_left()
    else:
        there.until_ticket()
        with acting_as(there.by):
            consent.withdraw_declaration(
                by=there.by, at=LEAVES, traveller_id=there.travellers[0], channel="in_person", consequences_told=True
            )
    if yes(event.more.get("restricted", "no")):
        officer = there.ground.protection
        with acting_as(officer):
            restrict_person(by=officer, at=OPENED, person_id=there.people[0], restricted=True)


@verb("is asked about earlier help")
def is_asked(world: World, event: Event) -> None:
    """The counsellor keeps an `answer:` to the question, whatever the search suggested."""
    by = world.by(event)
    with acting_as(by):
        cases.check_eligibility(
            by=by, at=now_of(event), enrolment_id=enrolment(world, event.who[0]).id,
            facts={"helped_before": yes(event.more["answer"])},
        )  # fmt: skip


@expectation("earlier help")
def earlier_help(world: World, expected: dict[str, Any]) -> None:
    """What the search finds: `{ana: [name in Tehran]}`, each as `why in office`; nothing as `{ana: []}`."""
    for name, wanted in expected.items():
        by = world.cast("counsellor")
        with acting_as(by):
            looked = cases.look_for_earlier_help(by=by, at=world.at, enrolment_id=enrolment(world, name).id)
        found = sorted(f"{one.because} in {one.office}" for one in looked.found)
        assert looked.is_asked
        assert found == sorted(names(wanted)), f"{name}: {found}, not {sorted(names(wanted))}."
