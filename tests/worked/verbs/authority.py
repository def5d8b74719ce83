"""Authorities, consulates, borders and removals: what each is told, what they never are, and what ends by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import (
    AnswerGiven,
    BorderListGiven,
    ConsularGiven,
    DecisionAnswer,
    ItineraryGiven,
    RemovalGiven,
)
from safar.consent import queries as consent
from safar.consent import services as consent_services
from safar.consent.types import AsylumGiven
from safar.people.services import record_data_consent, withdraw_data_consent
from safar.people.types import ConsentGiven, Purpose
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import BEFORE
from tests.cases.outside import authority_office, official
from tests.worked.reading import Event, day, names, yes
from tests.worked.world import World, expectation, now_of, verb


def office(world: World) -> OfficeRef:
    """The authority of the country of stay."""
    return authority_office(world.offices["HQ"])


def clerk(world: World) -> Actor:
    """Somebody who works there."""
    return official(world.actor, office(world))


@verb("agrees to the authority", "agree to the authority")
def agrees(world: World, event: Event) -> None:
    """Consents to the authority receiving their data."""
    by = world.by(event)
    given = ConsentGiven(BEFORE, "pt", purpose=Purpose.COMPETENT_AUTHORITY, recipient=office(world).name)
    with acting_as(by):
        for name in event.who:
            world.kept[f"agreement of {name}"] = record_data_consent(
                by=by, at=now_of(event), person_id=world.persons[name], consent=given
            )


@verb("takes the agreement back")
def takes_back(world: World, event: Event) -> None:
    """No longer consents to the authority."""
    by = world.by(event)
    with acting_as(by):
        for name in event.who:
            withdraw_data_consent(by=by, at=now_of(event), consent_id=world.kept[f"agreement of {name}"])


@verb("is put before the authority", "are put before the authority")
def is_submitted(world: World, event: Event) -> None:
    """An application to the authority about those named."""
    by = world.by(event)
    with acting_as(by):
        world.kept["application"] = services.submit_to_authority(
            by=by, at=now_of(event), enrolment_id=world.story.enrolment_id, authority_id=office(world).id,
            member_ids=[world.member(name) for name in event.who],
        )  # fmt: skip


@verb("hears the authority’s answer", "hear the authority’s answer")
def is_answered(world: World, event: Event) -> None:
    """The authority answers on its own page: `answer:`, with reasons and remedy where it refuses."""
    by, on = clerk(world), now_of(event).date()
    given = AnswerGiven(
        DecisionAnswer(event.more.get("answer", "approved")), on,
        reasons=tuple(names(event.more.get("reasons"))), remedy=event.more.get("remedy", ""),
        remedy_until=day(event.more["until"]) if "until" in event.more else None, asks=event.more.get("asks", ""),
    )  # fmt: skip
    with acting_as(by):
        services.answer_as_authority(by=by, at=now_of(event), application_id=world.kept["application"], given=given)


@verb("speaks of asylum", "speak of asylum")
def speaks_of_asylum(world: World, event: Event) -> None:
    """`status:`, `advised by:` or `declined on:` a paper, `beside:` a child, and `wish:` a paper about the origin."""
    by = world.by(event)
    paper = event.more.get("wish", "")
    declined = event.more.get("declined on", "")
    given = AsylumGiven(
        event.more.get("status", "open_claim"),
        "declined_in_writing" if declined else "taken" if "advised by" in event.more else "",
        now_of(event).date(),
        bool(paper),
        advice_by=event.more.get("advised by", ""),
        advice_paper=declined,
        advice_with=event.more.get("beside", ""),
        origin_wish_on=now_of(event).date() if paper else None,
        origin_wish_paper=paper,
    )
    with acting_as(by):
        for name in event.who:
            consent_services.record_asylum_position(
                by=by, at=now_of(event), traveller_id=world.traveller(name), given=given
            )


@verb("asks for a travel document")
def asks_for_papers(world: World, event: Event) -> None:
    """An application for a laissez-passer of the country of origin begins."""
    by = world.by(event)
    with acting_as(by):
        world.kept["papers"] = services.apply_for_travel_document(
            by=by, at=now_of(event), case_id=world.case_of(event.who[0]), member_id=world.member(event.who[0]),
            document_kind="laissez_passer", country=world.story.home, authority="Embassy", on=now_of(event).date(),
        )  # fmt: skip


@verb("has the embassy asked")
def has_embassy_asked(world: World, event: Event) -> None:
    """One consular request at the written wish of `wish:` (a paper), with a child's `guardian:` and `view:`."""
    by, on = world.by(event), now_of(event).date()
    given = ConsularGiven(
        "Embassy", on, event.more.get("wish", ""), on, event.more.get("guardian", ""),
        "court order" if "guardian" in event.more else "", event.more.get("view", ""),
    )  # fmt: skip
    with acting_as(by):
        services.send_consular_request(by=by, at=now_of(event), application_id=world.kept["papers"], given=given)


@verb("is booked", "are booked")
def is_booked(world: World, event: Event) -> None:
    """A seat on the day `for:`."""
    by = world.cast("movement")
    leaves = datetime.fromisoformat(str(event.more["for"])).replace(tzinfo=UTC)
    given = ItineraryGiven(
        leaves, leaves + timedelta(hours=10), "air", "Lisbon", world.story.place, "TP", "77", "ABC", "our office"
    )
    with acting_as(by):
        services.record_itinerary(
            by=by, at=now_of(event), case_id=world.case_of(event.who[0]),
            member_ids=[world.member(name) for name in event.who], itinerary=given,
        )  # fmt: skip


@verb("is on the list for the border", "are on the list for the border")
def is_listed(world: World, event: Event) -> None:
    """A list is prepared; `released by:` two of the cast."""
    by = world.cast("movement")
    with acting_as(by):
        first = queries.movements_ahead(by=by, at=now_of(event))[0]
        world.kept["list"], world.kept["left out"] = services.prepare_border_list(
            by=by, at=now_of(event), itinerary_id=first.itinerary_id,
            given=BorderListGiven(
                "Border police", event.more.get("side", "exit"), event.more.get("country", "PT"), "LIS"
            ),
        )  # fmt: skip
    for called in names(event.more.get("released by")):
        colleague = world.cast(called)
        with acting_as(colleague):
            services.release_border_list(by=colleague, at=now_of(event), list_id=world.kept["list"])


@verb("is taken off at the border")
def is_taken_off(world: World, event: Event) -> None:
    """Somebody tells the border, which is confirmed with `whom:`."""
    by = world.cast("movement")
    with acting_as(by):
        file = queries.border_list(world.kept["list"])
        assert file is not None
        recalls = [one.recall_id for one in file.people if event.who[0].title() in one.name]
        assert recalls[0] is not None, "Nobody was recalled."
        services.confirm_recall(by=by, at=now_of(event), recall_id=recalls[0], told_whom=event.more["whom"])


@verb("is removed by the State", "are removed by the State")
def is_removed(world: World, event: Event) -> None:
    """The State removed them first."""
    by = world.by(event, "protection")
    given = RemovalGiven(now_of(event), "Border police", event.more.get("told by", "a cousin"))
    with acting_as(by):
        services.record_removal(
            by=by, at=now_of(event), case_id=world.case_of(event.who[0]),
            member_ids=[world.member(name) for name in event.who], given=given,
        )  # fmt: skip


@verb("may not be safe")
def may_not_be_safe(world: World, event: Event) -> None:
    """A doubt about safety after return is raised."""
    by = world.by(event)
    with acting_as(by):
        world.kept["doubt"] = consent_services.raise_refoulement_doubt(
            by=by,
            at=now_of(event),
            traveller_id=world.traveller(event.who[0]),
            note=event.more.get("because", "a feud"),
        )


@verb("hears of safety")
def hears_of_safety(world: World, event: Event) -> None:
    """A protection officer (`by:`) decides: `answer:` may_go or declined, `reasons:` for the person."""
    by = world.cast(event.by)
    with acting_as(by):
        consent_services.decide_refoulement(
            by=by, at=now_of(event), doubt_id=world.kept["doubt"], decision=event.more["answer"], note="seen",
            reason_for_person=event.more.get("reasons", ""),
        )  # fmt: skip


@verb("is told the reasons")
def is_told(world: World, event: Event) -> None:
    """The person is told; `insists:` and `asks for another:` are answers."""
    by = world.by(event)
    traveller = world.traveller(event.who[0])
    with acting_as(by):
        answer = consent.refoulement_answers([traveller])[traveller][0]
        consent_services.tell_refoulement_decision(
            by=by, at=now_of(event), decision_id=answer.decision_id, told_at=now_of(event), language="pt",
            insists=yes(event.more.get("insists", "no")), wants_second=yes(event.more.get("asks for another", "no")),
        )  # fmt: skip


@expectation("the authority reads")
def authority_reads(world: World, expected: Any) -> None:
    """The state the authority reads on its own application, or `nothing`; `people:` how many, `never:` words."""
    by = clerk(world)
    with acting_as(by):
        opened = queries.application_for_authority(world.kept["application"])
        listed = [
            *queries.applications_for_authority(answered=False),
            *queries.applications_for_authority(answered=True),
        ]
    state = opened.state if opened else "nothing"
    assert state == expected["state"], f"The authority reads {state}, not {expected['state']}."
    if "people" in expected:
        assert opened is not None
        assert len(opened.people) == int(expected["people"])
    if state in ("withdrawn", "nothing"):
        assert listed == [], "There is a list of who withdrew."
    for word in names(expected.get("never")):
        assert word not in repr(opened).lower(), f"The authority reads “{word}”."


@expectation("on the border list")
def on_the_border_list(world: World, expected: dict[str, str]) -> None:
    """Each is `travelling`, `recalled`, `told` or `absent` on the list."""
    with acting_as(world.watcher):
        file = queries.border_list(world.kept["list"])
    assert file is not None
    for name, state in expected.items():
        found = [one for one in file.people if name.title() in one.name]
        got = "absent"
        if found:
            got = "told" if found[0].told_at else "recalled" if found[0].recall_id else "travelling"
        assert got == state, f"{name} is {got} on the border list, not {state}."


@expectation("the case is")
def the_case_is(world: World, expected: str) -> None:
    """The status of the story's case, or why it was closed."""
    file = world.story.file(world.watcher)
    assert expected in (file.status, file.closure_reason), f"{file.status} {file.closure_reason}, not {expected}."


@expectation("decisions")
def decisions(world: World, expected: Any) -> None:
    """The answers on the case, as `authority refused`, the latest last."""
    file = world.story.file(world.watcher)
    found = [f"{line.kind} {line.answer}" for line in file.enrolments[0].decisions]
    assert sorted(found) == sorted(names(expected)), f"{found}, not {expected}."
