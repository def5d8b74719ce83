"""Pressure, capacity, time to recover, aliases, referrals and what comes to a protection officer."""

from __future__ import annotations

from typing import Any

from safar.accounts import queries as accounts
from safar.cases import queries as case_queries
from safar.cases import services as cases
from safar.cases.models import Task
from safar.cases.types import ReferralGiven
from safar.consent import queries as consent
from safar.consent import services
from safar.consent.models import CapacityDoubt, Hold, RecoveryPeriod, Screen
from safar.consent.types import CapacityFinding, RecoveryHeard
from safar.people import queries as people_queries
from safar.people import services as people
from safar.plumbing.scope import acting_as
from tests.worked.reading import Event, names, yes
from tests.worked.world import World, expectation, now_of, verb


@verb("speaks alone with protection")
def speaks_alone(world: World, event: Event) -> None:
    """The protection officer hears them alone about a red screen; `finding:` cleared unless said."""
    by = world.by(event, "protection")
    with acting_as(by):
        for name in event.who:
            screen = Screen.objects.filter(session_person__traveller_id=world.traveller(name), result="red").latest(
                "recorded_at"
            )
            services.clear_screen(
                by=by, at=now_of(event), screen_id=screen.id, spoke_at=now_of(event),
                outcome=event.more.get("finding", "cleared"),
            )  # fmt: skip


@verb("says what they wish after recovering")
def heard(world: World, event: Event) -> None:
    """Heard alone when the time is over: `wish:` go_on unless said, `identification:` identified unless said."""
    by = world.by(event, "protection")
    with acting_as(by):
        for name in event.who:
            period = RecoveryPeriod.objects.get(traveller_id=world.traveller(name))
            said = RecoveryHeard(
                now_of(event), event.more.get("wish", "go_on"), event.more.get("identification", "identified")
            )
            services.hear_after_recovery(by=by, at=now_of(event), period_id=period.id, heard=said)


@verb("is spoken for by somebody else", "are spoken for by somebody else")
def spoken_for(world: World, event: Event) -> None:
    """Somebody else says that they will not go; `said by:` who."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            services.message_from_other(
                by=by, at=now_of(event), traveller_id=world.traveller(name),
                said_by=event.more.get("said by", "somebody"), channel="telephone",
            )  # fmt: skip


@verb("is reached alone and still wishes to go")
def reached_alone(world: World, event: Event) -> Any:
    """Whoever of the office reached them alone releases what the message held."""
    by = world.by(event)
    outcome = None
    with acting_as(by):
        for name in event.who:
            hold = Hold.objects.get(traveller_id=world.traveller(name), kind="message_from_other", release__isnull=True)
            outcome = services.release_hold(by=by, at=now_of(event), hold_id=hold.id, spoke_alone_at=now_of(event))
    return None if outcome is None or outcome.permit_id is None else outcome


@verb("is doubted to decide")
def doubted(world: World, event: Event) -> None:
    """A doubt about one decision; `about:` return unless said."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            services.record_capacity_doubt(
                by=by, at=now_of(event), traveller_id=world.traveller(name), raised_on=now_of(event).date(),
                source="the counsellor", about=event.more.get("about", "return"),
            )  # fmt: skip


@verb("is assessed")
def assessed(world: World, event: Event) -> None:
    """What an assessor found; `result:` can, with_support or cannot, `found by:` psychologist unless said."""
    by = world.by(event)
    result = event.more.get("result", "can")
    with acting_as(by):
        for name in event.who:
            found = CapacityDoubt.objects.filter(
                traveller_id=world.traveller(name), about=event.more.get("about", "return")
            )
            services.settle_capacity_doubt(
                by=by, at=now_of(event), doubt_id=found.latest("recorded_at").id, settled_by="assessment",
                settler_kind=event.more.get("found by", "psychologist"), settled_on=now_of(event).date(),
                can_decide=result != "cannot", finding=CapacityFinding(result=result),
            )  # fmt: skip


@verb("is supported in deciding")
def supported(world: World, event: Event) -> None:
    """By somebody of their choice; `supporter:` their name."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            services.record_decision_support(
                by=by, at=now_of(event), traveller_id=world.traveller(name),
                supporter_name=event.more.get("supporter", "Rosa"), supporter_kind="advocate", how="plain words, twice",
            )  # fmt: skip


@verb("is counselled again alone")
def counselled_again(world: World, event: Event) -> None:
    """A second talk about everything; what cannot be undone was acknowledged before."""
    world.story.by = world.by(event)
    for name in event.who:
        world.kept[f"session of {name}"] = world.story.talk(world.traveller(name), now_of(event))


@verb("gets an alias")
def gets_an_alias(world: World, event: Event) -> None:
    """A protection officer gives it."""
    by = world.by(event, "protection")
    with acting_as(by):
        for name in event.who:
            people.give_alias(by=by, at=now_of(event), person_id=world.persons[name], reason="in danger")


@verb("is referred")
def is_referred(world: World, event: Event) -> None:
    """To `to:`, with consent unless `without consent: yes`."""
    by = world.by(event)
    allowed = not yes(event.more.get("without consent", "no"))
    with acting_as(by):
        for name in event.who:
            world.kept["referral"] = cases.refer_person(
                by=by, at=now_of(event), case_id=world.case_of(name),
                given=ReferralGiven(
                    member_id=world.member(name), kind=event.more.get("kind", "shelter"), receiver=event.more["to"],
                    purpose="a safe bed", shares=("needs",), consent_given_at=now_of(event) if allowed else None,
                ),
            )  # fmt: skip


@verb("has a referral answered")
def referral_answered(world: World, event: Event) -> None:
    """The receiver says `outcome:`."""
    by = world.by(event)
    with acting_as(by):
        cases.answer_referral(
            by=by, at=now_of(event), referral_id=world.kept["referral"], outcome=event.more["outcome"]
        )


@verb("is not reached")
def is_not_reached(world: World, event: Event) -> None:
    """Nobody has reached them since then."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            services.record_not_reached(
                by=by, at=now_of(event), traveller_id=world.traveller(name), since=now_of(event)
            )


@verb("waits while the caretaker goes round")
def caretaker(world: World, event: Event) -> None:
    """What nobody answered in time goes to the office above."""
    system = accounts.the_system()
    with acting_as(system):
        cases.escalate_overdue(by=system, at=now_of(event))


@expectation("is called by an alias")
def called_by_alias(world: World, expected: dict[str, Any]) -> None:
    """Whether lists call the person by an alias."""
    for name, wanted in expected.items():
        with acting_as(world.watcher):
            person = people_queries.people_in([world.persons[name]])[world.persons[name]]
        assert person.is_alias == yes(wanted), f"{name} is called {person.display_name}."


@expectation("found by name")
def found_by_name(world: World, expected: dict[str, Any]) -> None:
    """`{protection: [maryam], counsellor: []}`: whom each finds who searches everybody's names."""
    for who, wanted in expected.items():
        with acting_as(world.cast(who)):
            found = {name for name, person in world.persons.items()
                     for one in people_queries.search_people(f"{name.title()} Rahimi") if one.id == person}  # fmt: skip
        assert found == set(names(wanted)), f"{who} finds {sorted(found)}."


@expectation("referral")
def referral(world: World, expected: str) -> None:
    """Where the referral stands."""
    with acting_as(world.cast("protection")):
        lines = case_queries.referrals_of([world.kept["case"]], world.at)
    assert [line.state for line in lines] == [expected]


@expectation("recovering")
def recovering(world: World, expected: dict[str, Any]) -> None:
    """Whether nothing is asked of the person for the time being."""
    for name, wanted in expected.items():
        with acting_as(world.watcher):
            found = consent.recovery_until([world.traveller(name)])
        assert bool(found) == yes(wanted), f"{name}: {found}"


@expectation("comes up to")
def comes_up_to(world: World, expected: str) -> None:
    """The office whose protection officer is to answer now."""
    with acting_as(world.watcher):
        latest = Task.objects.filter(code="escalated_above", done_at=None).order_by("-since").first()
    assert latest is not None
    assert latest.params["office"] == world.offices[expected].id
