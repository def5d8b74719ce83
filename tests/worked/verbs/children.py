"""Children: heard, decided about, guarded, expected, handed over; and parents who are feared or disagree."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from safar.cases import services as case_services
from safar.consent import queries, services
from safar.consent.types import (
    BestInterestGiven,
    CarerGiven,
    ChildViewGiven,
    HandOverGiven,
    ParentalConsentGiven,
)
from safar.people.queries import relations_of
from safar.people.services import end_guardianship, raise_concern, record_guardian
from safar.people.types import GuardianGiven
from safar.plumbing.scope import acting_as
from tests.worked.reading import Event, day, names, yes
from tests.worked.world import World, expectation, now_of, verb

PANEL = "Ana Reis, Rui Alves"


@verb("is heard", "are heard")
def is_heard(world: World, event: Event) -> None:
    """The child says, alone, what it wants: `wish:` wants_to_return unless said."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            given = ChildViewGiven(now_of(event), "Ana Reis", event.more.get("wish", "wants_to_return"))
            services.record_child_view(by=by, at=now_of(event), child_id=world.traveller(name), given=given)


@verb("says where she stands with asylum")
def stands_with_asylum(world: World, event: Event) -> None:
    """No claim is open."""
    world.story.by = world.by(event)
    for name in event.who:
        world.story.position(world.traveller(name), now_of(event))


@verb("is decided about", "are decided about")
def is_decided_about(world: World, event: Event) -> None:
    """A panel decides for all of them together; `outcome:` return, `panel:` two people unless said."""
    by = world.by(event, "protection")
    panel = tuple((one, "") for one in names(event.more.get("panel") or PANEL.split(", ")))
    children = tuple(world.traveller(name) for name in event.who)
    with acting_as(by):
        given = BestInterestGiven(children, now_of(event).date(), event.more.get("outcome", "return"), panel)
        world.kept["decision"] = services.decide_best_interest(by=by, at=now_of(event), given=given)


@verb("gets a guardian", "get a guardian")
def gets_a_guardian(world: World, event: Event) -> None:
    """A court appoints `named:` a name, or `person:` of the story; `until:` a day. They agree to the return."""
    by = world.by(event)
    person = world.persons[event.more["person"]] if "person" in event.more else None
    for name in event.who:
        given = GuardianGiven(
            kind="court",
            proof="order of the court",
            from_on=now_of(event).date(),
            until_on=day(event.more["until"]) if "until" in event.more else None,
            guardian=person,
            guardian_name="" if person else event.more.get("named", "Teresa Lobo"),
        )
        with acting_as(by):
            row = record_guardian(by=by, at=now_of(event), child_id=world.persons[name], given=given)
            world.kept[f"guardian of {name}"] = row
            services.record_guardian_answer(
                by=by, at=now_of(event), child_id=world.traveller(name), guardianship_id=row, agrees=True,
                said_at=now_of(event), paper="letter",
            )  # fmt: skip


@verb("loses the guardian")
def loses_the_guardian(world: World, event: Event) -> None:
    """The authority ends on that day."""
    by = world.by(event)
    with acting_as(by):
        end_guardianship(
            by=by, at=now_of(event), guardianship_id=world.kept[f"guardian of {event.who[0]}"],
            ended_on=now_of(event).date(), because="The court ended it.",
        )  # fmt: skip


@verb("gets a carer", "get a carer")
def gets_a_carer(world: World, event: Event) -> None:
    """`named:` a name, or `person:` of the story, is named for all of them."""
    by = world.by(event)
    person = world.persons[event.more["person"]] if "person" in event.more else None
    given = CarerGiven(event.more.get("named", "Rosa Rahimi"), world.story.place, "aunt", person)
    with acting_as(by):
        made = services.name_carer(
            by=by, at=now_of(event), child_ids=[world.traveller(name) for name in event.who], given=given
        )
    for name in event.who:
        world.kept[f"carer of {name}"] = made[world.traveller(name)]


@verb("has the carer visited", "have the carer visited")
def carer_visited(world: World, event: Event) -> None:
    """A partner visits; `suitable:` yes unless said."""
    _of_the_carer(world, event, services.verify_carer, lambda at: {
        "verified_on": at.date(), "verified_by": "a partner", "suitable": yes(event.more.get("suitable", "yes")),
    })  # fmt: skip


@verb("has the carer’s word", "have the carer’s word")
def carers_word(world: World, event: Event) -> None:
    """Whether the carer `accepts:` the child until it is of age; yes unless said."""
    accepts = yes(event.more.get("accepts", "yes"))
    _of_the_carer(world, event, services.record_carer_answer, lambda at: {"accepts": accepts, "said_at": at})


@verb("has the pick-up confirmed", "have the pick-up confirmed")
def pick_up_confirmed(world: World, event: Event) -> None:
    """The carer says that they will be there."""
    place = world.story.place
    _of_the_carer(world, event, services.confirm_pick_up, lambda at: {"said_at": at, "place": place})


def _of_the_carer(world: World, event: Event, act: Any, more: Any) -> None:
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            act(by=by, at=now_of(event), carer_id=world.kept[f"carer of {name}"], **more(now_of(event)))


@verb("gets an escort", "get an escort")
def gets_an_escort(world: World, event: Event) -> None:
    """`named:` a name, or `person:` of the story, travels with them."""
    by = world.by(event)
    person = world.persons[event.more["person"]] if "person" in event.more else None
    with acting_as(by):
        services.name_escort(
            by=by, at=now_of(event), child_ids=[world.traveller(name) for name in event.who],
            name=event.more.get("named", "Luís Pinto"), person=person,
        )  # fmt: skip


@verb("is handed over", "are handed over")
def is_handed_over(world: World, event: Event) -> None:
    """`outcome:` handed_over unless said; `signed by:` the carer unless said."""
    by = world.by(event, "movement")
    outcome = event.more.get("outcome", "handed_over")
    signed = event.more.get("signed by", "Rosa Rahimi") if outcome == "handed_over" else ""
    given = HandOverGiven(outcome, now_of(event), world.story.place, "Luís Pinto", signed, "RG 1" if signed else "")
    with acting_as(by):
        for name in event.who:
            services.hand_over_child(by=by, at=now_of(event), child_id=world.traveller(name), given=given)


@verb("is afraid of", "are afraid of")
def is_afraid_of(world: World, event: Event) -> None:
    """A fear of violence from `whom:` is written down."""
    by = world.by(event)
    whom = world.persons[event.more["whom"]]
    with acting_as(by):
        for name in event.who:
            relations = relations_of([world.persons[name]])[world.persons[name]]
            relation = next(one for one in relations if whom in (one.person_id, one.other_id))
            raise_concern(by=by, at=now_of(event), relation_id=relation.id, note="Said to the counsellor alone.")


@verb("has a paper or a parent’s word", "have a paper or a parent’s word")
def parents_word(world: World, event: Event) -> None:
    """`kind:` parent_consent, dissent, court_decision, sole_paper or untraceable; `from:` somebody; `court:`."""
    by = world.by(event)
    giver: UUID | None = world.persons[event.more["from"]] if "from" in event.more else None
    kind = event.more["kind"]
    given = ParentalConsentGiven(
        kind,
        now_of(event),
        giver,
        paper="" if kind == "dissent" else "paper 7/2016",
        court=event.more.get("court", ""),
    )
    with acting_as(by):
        for name in event.who:
            services.record_parental_consent(by=by, at=now_of(event), child_id=world.traveller(name), given=given)


@verb("has a parent searched for")
def parent_searched(world: World, event: Event) -> None:
    """A search for `whom:` is written down."""
    by = world.by(event)
    with acting_as(by):
        services.record_parent_search(
            by=by, at=now_of(event), child_id=world.traveller(event.who[0]), searched_on=now_of(event).date(),
            way="his last number, the Red Cross", parent=world.persons[event.more["whom"]],
        )  # fmt: skip


@verb("is looked at by the caretaker", "are looked at by the caretaker")
def caretaker_looks(world: World, event: Event) -> None:
    """The caretaker makes its round."""
    by = world.cast("protection")
    with acting_as(by):
        services.review_children(by=by, at=now_of(event))
        case_services.ask_consents_anew(by=by, at=now_of(event))


@expectation("missing for")
def missing_for(world: World, expected: dict[str, Any]) -> None:
    """Exactly which codes are missing for a child without a parent, permit and departure alike."""
    at: datetime = world.at + timedelta(minutes=1)
    with acting_as(world.watcher):
        found = queries.what_children_miss([world.traveller(name) for name in expected], at)
    for name, codes in expected.items():
        missing = {item.refusal.code for item in found.get(world.traveller(name), [])}
        assert missing == set(names(codes)), f"{name} misses {sorted(missing)}."
