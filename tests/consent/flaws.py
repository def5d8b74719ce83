"""One return for each way in which a permit must be refused: all is in order but for the one thing named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from safar.consent import services
from safar.consent.types import DeclarationOutcome, PackGiven, PresenceGiven, ScreenAnswers, TextGiven
from safar.plumbing.scope import acting_as
from tests.consent.ground import BEFORE, LEAVES, PROGRAMME, SIGNED, SMALL, TALK, Story


@dataclass(frozen=True)
class Wanted:
    """The permit somebody asks for: for whom, from which declaration (None for a child), and when."""

    traveller: UUID
    declaration: UUID | None
    at: object = SIGNED


@dataclass(frozen=True)
class Flaw:
    """A rule's function, the code it refuses with, and how the flawed case comes about."""

    rule: str
    code: str
    build: Callable[[Story], Wanted]

    def __str__(self) -> str:
        return f"{self.code}-{self.build.__name__}"


FLAWS: list[Flaw] = []


def flaw(rule: str, code: str) -> Callable[[Callable[[Story], Wanted]], Callable[[Story], Wanted]]:
    """Put a case into the table."""

    def keep(build: Callable[[Story], Wanted]) -> Callable[[Story], Wanted]:
        FLAWS.append(Flaw(f"consent_{rule}", code, build))
        return build

    return keep


def _wanted(traveller: UUID, outcome: DeclarationOutcome, at: object = SIGNED) -> Wanted:
    assert outcome.permit_id is None
    return Wanted(traveller, outcome.declaration_id, at)


@flaw("v1", "v1_signed_by_another")
def the_husband_signs(story: Story) -> Wanted:
    husband, wife = story.journey([story.person(), story.person()])
    story.told(husband)
    with acting_as(story.by):
        from safar.consent.models import Traveller

        person = Traveller.objects.get(id=husband).person_id
    return _wanted(wife, story.sign(wife, story.told(wife), signed_by=person))


@flaw("v1", "v1_lapsed")
def too_long_ago(story: Story) -> Wanted:
    traveller = story.single()
    session = story.told(traveller)
    with acting_as(story.by):
        hold = services.raise_hold(by=story.by, at=SIGNED, traveller_id=traveller, reason="to be asked")
    outcome = story.sign(traveller, session)
    later = SIGNED + timedelta(days=90)
    with acting_as(story.ground.protection):
        services.release_hold(by=story.ground.protection, at=later, hold_id=hold)
    return _wanted(traveller, outcome, later)


@flaw("v1", "v1_terms_changed")
def another_destination(story: Story) -> Wanted:
    traveller = story.single()
    outcome = story.sign(traveller, story.told(traveller))
    with acting_as(story.by):
        services.change_destination(
            by=story.by, at=SIGNED, journey_id=story.journey_id, return_country="BR", return_place="Belém"
        )
    return Wanted(traveller, outcome.declaration_id)


@flaw("v1", "v1_terms_changed")
def other_promises(story: Story) -> Wanted:
    traveller = story.single()
    outcome = story.sign(traveller, story.told(traveller))
    with acting_as(story.by):
        services.set_promises(by=story.by, at=SIGNED, journey_id=story.journey_id, promised_digest="more")
    return Wanted(traveller, outcome.declaration_id)


@flaw("v1", "v1_ask_again")
def the_other_stays(story: Story) -> Wanted:
    one, other = story.journey([story.person(), story.person()])
    with acting_as(story.by):
        services.raise_hold(by=story.by, at=SIGNED, traveller_id=one, reason="wait")
    outcome = story.sign(one, story.told(one))
    story.sign(other, story.told(other))
    story.withdraw(other, SIGNED + timedelta(days=1))
    _release_all(story, one, SIGNED + timedelta(days=2))
    return _wanted(one, outcome, SIGNED + timedelta(days=2))


@flaw("v1", "v1_text_draft")
def words_nobody_approved(story: Story) -> Wanted:
    by = story.ground.manager
    with acting_as(by):
        services.publish_declaration_text(by=by, at=TALK, given=TextGiven(PROGRAMME, "pt", "Rascunho."))
    traveller = story.single()
    return _wanted(traveller, story.sign(traveller, story.told(traveller)))


@flaw("v1", "v1_text_superseded")
def words_of_last_year(story: Story) -> Wanted:
    from safar.consent.queries import current_text

    by = story.ground.manager
    with acting_as(by):
        old = current_text(PROGRAMME, "pt", TALK)
        assert old is not None
        new = services.publish_declaration_text(by=by, at=TALK, given=TextGiven(PROGRAMME, "pt", "Novo."))
        services.approve_declaration_text(by=by, at=TALK, text_id=new, reader_name="Ana Reis")
    traveller = story.single()
    return _wanted(traveller, story.sign(traveller, story.told(traveller), text_id=old.id))


@flaw("v1", "v1_not_going")
def struck_from_the_journey(story: Story) -> Wanted:
    traveller = story.single()
    outcome = story.sign(traveller, story.told(traveller))
    with acting_as(story.by):
        services.strike_traveller(by=story.by, at=SIGNED, traveller_id=traveller, reason="goes on their own")
    return Wanted(traveller, outcome.declaration_id)


@flaw("v1", "v1_not_arranged_by_us")
def came_home_without_us(story: Story) -> Wanted:
    traveller = story.single(arranged_by_us=False)
    return _wanted(traveller, story.sign(traveller, story.told(traveller)))


@flaw("v1", "v1_signed_before_session")
def signed_before_the_talk(story: Story) -> Wanted:
    traveller = story.single()
    story.told(traveller)
    second = story.talk(traveller, SIGNED + timedelta(hours=3))
    return _wanted(traveller, story.sign(traveller, second), SIGNED + timedelta(hours=4))


@flaw("v2", "v2_reflection")
def the_same_day(story: Story) -> Wanted:
    traveller = story.single()
    soon = TALK + timedelta(hours=23)
    return _wanted(traveller, story.sign(traveller, story.told(traveller), soon), soon)


@flaw("v2", "v2_never_shortened")
def shortened_after_a_red_screen(story: Story) -> Wanted:
    traveller = story.single()
    session = story.told(traveller, person={"screen": ScreenAnswers(threat=True)})
    soon = TALK + timedelta(hours=5)
    clear(story, traveller, TALK + timedelta(hours=2))
    return _wanted(
        traveller, story.sign(traveller, session, soon, shortened_by_person=True, shortened_reason="my mother"), soon
    )


@flaw("v2", "v2_second_officer")
def shortened_in_detention_by_one_officer(story: Story) -> Wanted:
    traveller = story.single()
    session = story.told(traveller)
    soon = TALK + timedelta(hours=5)
    with acting_as(story.by):
        services.record_detention(by=story.by, at=TALK, traveller_id=traveller, in_detention=True)
    measures(story, traveller, TALK)
    return _wanted(
        traveller, story.sign(traveller, session, soon, shortened_by_person=True, shortened_reason="my mother"), soon
    )


@flaw("v3", "v3_topics_missing")
def a_topic_left_out(story: Story) -> Wanted:
    traveller = story.single()
    return _wanted(traveller, story.sign(traveller, story.told(traveller, person={"topics": story.ground.topics[1:]})))


@flaw("v3", "v3_pack_draft")
def a_pack_nobody_approved(story: Story) -> Wanted:
    by = story.ground.manager
    with acting_as(by):
        given = PackGiven(PROGRAMME, "pt", "Rascunho.", story.ground.topics)
        services.publish_pack(by=by, at=TALK - timedelta(days=1), given=given)
    traveller = story.single()
    return _wanted(traveller, story.sign(traveller, story.told(traveller)))


@flaw("v3", "v3_pack_superseded")
def a_pack_of_last_year(story: Story) -> Wanted:
    by, old = story.ground.manager, story.pack(TALK)
    traveller = story.single()
    session = story.told(traveller)
    with acting_as(by):
        new = services.publish_pack(
            by=by, at=TALK + timedelta(hours=1), given=PackGiven(PROGRAMME, "pt", "Novo.", story.ground.topics)
        )
        services.approve_pack(by=by, at=TALK, pack_id=new, reader_name="Ana Reis")
    return _wanted(traveller, story.sign(traveller, session, pack_id=old))


@flaw("v3", "v3_own_words")
def cannot_read_and_was_not_asked(story: Story) -> Wanted:
    person = story.person()
    (traveller,) = story.journey([person], cannot_read=frozenset({person}))
    return _wanted(traveller, story.sign(traveller, story.told(traveller, person={"manner": "read_aloud"})))


@flaw("v3", "v3_manner")
def cannot_read_and_got_a_text(story: Story) -> Wanted:
    person = story.person()
    (traveller,) = story.journey([person], cannot_read=frozenset({person}))
    session = story.told(traveller, person={"own_words": ("to return", "I may say no", "the card is gone")})
    return _wanted(traveller, story.sign(traveller, session))


@flaw("v4", "v4_withdrawn")
def withdrew(story: Story) -> Wanted:
    traveller = story.single()
    outcome = story.sign(traveller, story.told(traveller))
    story.withdraw(traveller)
    return Wanted(traveller, outcome.declaration_id, LEAVES)


@flaw("v4", "v4_held")
def somebody_else_called(story: Story) -> Wanted:
    traveller = story.single()
    with acting_as(story.by):
        services.message_from_other(
            by=story.by, at=TALK, traveller_id=traveller, said_by="an aunt", channel="telephone", message="she stays"
        )
    return _wanted(traveller, story.sign(traveller, story.told(traveller)))


@flaw("v5", "v5_consequences_not_told")
def not_told_what_withdrawing_means(story: Story) -> Wanted:
    traveller = story.single()
    return _wanted(traveller, story.sign(traveller, story.told(traveller, person={"consequences_told": False})))


@flaw("v6", "v6_not_screened_alone")
def never_screened(story: Story) -> Wanted:
    traveller = story.single()
    return _wanted(traveller, story.sign(traveller, story.told(traveller, person={"screen": None})))


@flaw("v6", "v6_not_screened_alone")
def screened_before_the_family(story: Story) -> Wanted:
    traveller = story.single()
    here = {"presences": (PresenceGiven("spouse", in_sight=True, in_hearing=True),)}
    return _wanted(traveller, story.sign(traveller, story.told(traveller, session=here)))


@flaw("v6", "v6_red")
def under_threat(story: Story) -> Wanted:
    traveller = story.single()
    return _wanted(
        traveller, story.sign(traveller, story.told(traveller, person={"screen": ScreenAnswers(document_held=True)}))
    )


@flaw("v6", "v6_amber_measures")
def in_debt_without_advice(story: Story) -> Wanted:
    traveller = story.single()
    return _wanted(traveller, story.sign(traveller, story.told(traveller, person={"screen": ScreenAnswers(debt=True)})))


@flaw("v6", "v6_amber_measures")
def police_in_sight(story: Story) -> Wanted:
    traveller = story.single()
    here = {"presences": (PresenceGiven("police", in_sight=True, in_hearing=False),)}
    return _wanted(traveller, story.sign(traveller, story.told(traveller, session=here)))


@flaw("v7", "v7_authority_in_hearing")
def police_in_the_room(story: Story) -> Wanted:
    traveller = story.single()
    story.told(traveller)
    measures(story, traveller, TALK)
    here = {"presences": (PresenceGiven("police", in_sight=True, in_hearing=True),)}
    second = story.talk(traveller, SIGNED - timedelta(hours=1), session=here)
    return _wanted(traveller, story.sign(traveller, second))


@flaw("v8", "v8_capacity_doubt")
def capacity_in_doubt(story: Story) -> Wanted:
    traveller = story.single()
    with acting_as(story.by):
        services.record_capacity_doubt(
            by=story.by, at=TALK, traveller_id=traveller, raised_on=TALK.date(), source="the counsellor"
        )
    return _wanted(traveller, story.sign(traveller, story.told(traveller)))


@flaw("v10", "v10_not_adult")
def a_child_signs(story: Story) -> Wanted:
    (child,) = story.journey([story.person(SMALL)])
    return _wanted(child, story.sign(child, story.told(child)))


@flaw("v13", "v13_advice")
def nobody_asked_about_asylum(story: Story) -> Wanted:
    traveller = story.single()
    session = story.talk(traveller)
    story.acknowledge(traveller)
    return _wanted(traveller, story.sign(traveller, session))


@flaw("v13", "v13_advice")
def a_claim_is_open_without_advice(story: Story) -> Wanted:
    traveller = story.single()
    session = story.told(traveller)
    story.position(traveller, TALK + timedelta(hours=1), status="open_claim")
    return _wanted(traveller, story.sign(traveller, session))


@flaw("v13", "v13_adviser")
def advice_from_nobody(story: Story) -> Wanted:
    return _advised(story, advice="taken")


@flaw("v13", "v13_advice_paper")
def advice_declined_on_no_paper(story: Story) -> Wanted:
    return _advised(story, advice="declined_in_writing")


def _advised(story: Story, **advice: str) -> Wanted:
    """A claim is open, and of the advice something is missing."""
    traveller = story.single()
    session = story.told(traveller)
    story.position(traveller, TALK + timedelta(hours=1), status="open_claim", advice_on=TALK.date(), **advice)
    return _wanted(traveller, story.sign(traveller, session))


@flaw("v13", "v13_child_advice")
def nobody_at_the_childs_side(story: Story) -> Wanted:
    mother, father, child = story.person(), story.person(), story.person(SMALL)
    story.parent_of(mother, child)
    story.parent_of(father, child)
    one, other, small = story.journey([mother, father, child])
    sessions = [story.told(one), story.told(other)]
    story.told(small)
    story.position(
        small,
        TALK + timedelta(hours=1),
        status="open_claim",
        advice="taken",
        advice_on=TALK.date(),
        advice_by="Council",
    )
    for parent, session in zip((one, other), sessions, strict=True):
        assert story.sign(parent, session, children=(small,)).permit_id
    return Wanted(small, None)


@flaw("v19", "v19_removed_by_state")
def the_state_was_faster(story: Story) -> Wanted:
    traveller = story.single()
    session = story.told(traveller)
    with acting_as(story.by):
        services.record_removal(
            by=story.by, at=SIGNED, traveller_id=traveller, removed_at=TALK + timedelta(days=1),
            authority="Border police", told_by="his brother by telephone",
        )  # fmt: skip
    return _wanted(traveller, story.sign(traveller, session))


@flaw("v13", "v13_undecided")
def perhaps_not_safe(story: Story) -> Wanted:
    traveller = story.single()
    with acting_as(story.by):
        services.raise_refoulement_doubt(by=story.by, at=TALK, traveller_id=traveller, note="a feud")
    return _wanted(traveller, story.sign(traveller, story.told(traveller)))


@flaw("v15", "v15_copy_not_offered")
def no_copy_offered(story: Story) -> Wanted:
    traveller = story.single()
    return _wanted(traveller, story.sign(traveller, story.told(traveller), copy_answer=""))


@flaw("v16", "v16_not_seen_alone")
def an_adult_not_seen_alone(story: Story) -> Wanted:
    traveller = story.single()
    story.told(traveller)
    second = story.talk(traveller, SIGNED - timedelta(hours=1), person={"alone": False})
    return _wanted(traveller, story.sign(traveller, second))


def family(story: Story, names_child: bool = True) -> tuple[UUID, UUID, UUID, UUID]:
    """A parent who has declared and a child with a position: parent and child as travellers, then as people."""
    parent, child = story.person(), story.person(SMALL)
    story.parent_of(parent, child)
    grown, small = story.journey([parent, child])
    story.declared(grown, children=(small,) if names_child else ())
    story.position(small)
    return grown, small, parent, child


@flaw("v16", "v16_other_parent")
def the_other_parent_was_not_asked(story: Story) -> Wanted:
    return Wanted(family(story)[1], None)


@flaw("v16", "v16_dispute")
def the_other_parent_says_no(story: Story) -> Wanted:
    _grown, small, _parent, _child = family(story)
    story.consents(small, kind="sole_paper")
    story.consents(small, kind="dissent", given_by_name="the father")
    return Wanted(small, None)


@flaw("v17", "v17_not_acknowledged")
def not_told_what_cannot_be_undone(story: Story) -> Wanted:
    traveller = story.single()
    session = story.talk(traveller)
    story.position(traveller)
    return _wanted(traveller, story.sign(traveller, session))


@flaw("v20", "v20_death_reported")
def said_to_have_died(story: Story) -> Wanted:
    traveller = story.single()
    with acting_as(story.by):
        services.report_death(by=story.by, at=TALK, traveller_id=traveller, source="a cousin")
    return _wanted(traveller, story.sign(traveller, story.told(traveller)))


def clear(story: Story, traveller: UUID, at: object) -> None:
    """The protection officer speaks with the person and clears the red screen."""
    from safar.consent.models import Screen

    by = story.ground.protection
    with acting_as(by):
        screen = Screen.objects.get(session_person__traveller_id=traveller, result="red")
        services.clear_screen(by=by, at=at, screen_id=screen.id, spoke_at=at)  # type: ignore[arg-type]


def measures(story: Story, traveller: UUID, at: object) -> None:
    """Advice and a private place for an amber person."""
    with acting_as(story.by):
        for measure in ("advice_offered", "private_place"):
            services.record_amber_measure(by=story.by, at=at, traveller_id=traveller, measure=measure)  # type: ignore[arg-type]


def _release_all(story: Story, traveller: UUID, at: object) -> None:
    from safar.consent.models import Hold

    by = story.ground.protection
    with acting_as(by):
        for hold in Hold.objects.filter(traveller_id=traveller, release__isnull=True):
            services.release_hold(by=by, at=at, hold_id=hold.id, spoke_alone_at=at)  # type: ignore[arg-type]


assert BEFORE < TALK
