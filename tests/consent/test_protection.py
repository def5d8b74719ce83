"""Time to recover, who reaches a person alone, and capacity for one decision: V4, V6, V8 (and D10 for the alias)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from safar.accounts.services import NotAllowed
from safar.consent import queries, services
from safar.consent.models import Hold, RecoveryPeriod
from safar.consent.types import CapacityFinding, RecoveryHeard, ScreenAnswers
from safar.people.queries import people_in
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.consent import raw
from tests.consent.flaws_of_protection import doubt, settle
from tests.consent.ground import SIGNED, TALK, Story

OVER = TALK + timedelta(days=31)
SIGNS = {"screen": ScreenAnswers(trafficking_signs=True)}


def _period(story: Story) -> UUID:
    with acting_as(story.ground.protection):
        return RecoveryPeriod.objects.get().id


def _heard(story: Story, at: datetime, wish: str = "go_on", identification: str = "identified") -> None:
    by = story.ground.protection
    with acting_as(by):
        services.hear_after_recovery(
            by=by, at=at, period_id=_period(story), heard=RecoveryHeard(at, wish, identification, "the service")
        )


def _state(story: Story, traveller: UUID) -> str:
    with acting_as(story.by):
        return queries.permits_of([traveller])[traveller][0].state


def test_v6_signs_of_trafficking_hold_the_permit_give_an_alias_and_begin_thirty_days(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    story.talk(traveller, SIGNED + timedelta(days=1), person=SIGNS)
    assert _state(story, traveller) == "held"
    with acting_as(story.ground.protection):
        period = RecoveryPeriod.objects.get()
        assert period.until_at - period.started_at == timedelta(days=30)
        line = queries.travellers_in([traveller])[traveller]
        assert people_in([line.person_id])[line.person_id].is_alias
    with acting_as(story.by):
        assert not RecoveryPeriod.objects.exists(), "the counsellor does not read the protection class"
        assert set(queries.recovery_until([traveller])) == {traveller}
    with acting_as(story.ground.stranger):
        assert queries.recovery_until([traveller]) == {}


def test_v6_it_ends_by_the_persons_wish_after_it_and_they_declare_anew(story: Story) -> None:
    traveller = story.single()
    old = story.sign(traveller, story.told(traveller, person=SIGNS))
    assert "v6_recovery_time" in {refusal.code for refusal in old.refusals}
    with pytest.raises(Refused) as early:
        _heard(story, TALK + timedelta(days=20))
    assert early.value.code == "v6_recovery_time"
    _heard(story, OVER, wish="undecided")
    with acting_as(story.by):
        assert "v6_recovery_time" in _waits(traveller, OVER)
    _heard(story, OVER + timedelta(days=2))
    with acting_as(story.by):
        assert _waits(traveller, OVER + timedelta(days=3)) >= {"v6_recovery_time"}, "what was declared before is no yes"
    again = story.talk(traveller, OVER + timedelta(days=3))
    outcome = story.sign(traveller, again, OVER + timedelta(days=5))
    assert outcome.permit_id, outcome.refusals


def _waits(traveller: UUID, at: datetime) -> set[str]:
    return {refusal.code for refusal in queries.what_a_permit_waits_for([traveller], at)[traveller]}


def test_v6_nobody_but_a_protection_officer_who_did_not_counsel_them_ends_it_not_even_in_sql(story: Story) -> None:
    traveller = story.single()
    story.talk(traveller, person=SIGNS)
    period = _period(story)
    insert = (
        "INSERT INTO consent_recoveryend (id, period_id, ended_at, ended_by_id, spoke_alone_at, wish, identification,"
        " identified_by, note, recorded_at)"
        " VALUES (gen_random_uuid(), %s, %s, %s, %s, 'go_on', 'identified', '', '', now())"
    )
    with acting_as(story.by):
        assert raw.run(insert, period, OVER, story.by.user_id, OVER) == "v6_protection_officer"
        with pytest.raises(NotAllowed):
            services.hear_after_recovery(
                by=story.by, at=OVER, period_id=period, heard=RecoveryHeard(OVER, "go_on", "identified")
            )
        hold = Hold.objects.get(kind="recovery_period")
        release = (
            "INSERT INTO consent_holdrelease (id, hold_id, released_at, released_by_id, spoke_alone_at, note,"
            " recorded_at) VALUES (gen_random_uuid(), %s, %s, %s, %s, '', now())"
        )
        assert raw.run(release, hold.id, OVER, story.by.user_id, OVER) == "v6_recovery_time"
        assert raw.run("UPDATE consent_recoveryperiod SET until_at = started_at") == "42501"
    with acting_as(story.ground.protection_elsewhere), pytest.raises(Refused) as unknown:
        services.hear_after_recovery(
            by=story.ground.protection_elsewhere, at=OVER, period_id=period,
            heard=RecoveryHeard(OVER, "go_on", "identified"),
        )  # fmt: skip
    assert unknown.value.code == "consent_unknown"


def test_v4_a_counsellor_who_reached_the_person_alone_releases_a_message_and_nothing_else(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    with acting_as(story.by):
        hold = services.message_from_other(
            by=story.by, at=SIGNED, traveller_id=traveller, said_by="a colleague", channel="telephone",
            about_member_id=story.ground.colleague.user_id,
        )  # fmt: skip
        other = services.raise_hold(by=story.by, at=SIGNED, traveller_id=traveller, reason="to be looked at")
    alone = SIGNED + timedelta(hours=3)
    for by, code in (
        (story.ground.colleague, "v4_not_who_it_came_through"),
        (story.ground.stranger, "consent_unknown"),
    ):
        with acting_as(by), pytest.raises(Refused) as refused:
            services.release_hold(by=by, at=alone, hold_id=hold, spoke_alone_at=alone)
        assert refused.value.code == code
    with acting_as(story.ground.movement), pytest.raises(NotAllowed):
        services.release_hold(by=story.ground.movement, at=alone, hold_id=hold, spoke_alone_at=alone)
    with acting_as(story.by):
        services.release_hold(by=story.by, at=alone, hold_id=hold, spoke_alone_at=alone)
        with pytest.raises(NotAllowed):
            services.release_hold(by=story.by, at=alone, hold_id=other, spoke_alone_at=alone)
        release = (
            "INSERT INTO consent_holdrelease (id, hold_id, released_at, released_by_id, spoke_alone_at, note,"
            " recorded_at) VALUES (gen_random_uuid(), %s, %s, %s, %s, '', now())"
        )
        assert raw.run(release, other, alone, story.by.user_id, alone) == "v6_protection_officer"
    assert _state(story, traveller) == "held"


def test_v8_a_doubt_about_another_decision_holds_nothing(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    doubt(story, traveller, about="money")
    assert _state(story, traveller) == "in_force"
    doubt(story, traveller)
    assert _state(story, traveller) == "held"


def test_v8_with_support_the_person_decides_and_a_reassessment_counts_last(story: Story) -> None:
    traveller = story.single()
    about_return = doubt(story, traveller)
    settle(story, about_return, CapacityFinding(result="with_support"))
    session = story.told(traveller)
    with acting_as(story.by):
        services.record_decision_support(
            by=story.by, at=SIGNED - timedelta(hours=1), traveller_id=traveller, supporter_name="Rosa",
            supporter_kind="advocate", how="pictures and a second talk",
        )  # fmt: skip
    assert story.sign(traveller, session).permit_id
    later = SIGNED + timedelta(days=2)
    with acting_as(story.by):
        services.settle_capacity_doubt(
            by=story.by, at=later, doubt_id=about_return, settled_by="assessment", settler_kind="psychiatrist",
            settled_on=later.date(), can_decide=False, finding=CapacityFinding(result="cannot"),
        )  # fmt: skip
    assert _state(story, traveller) == "held"


def test_v8_who_decides_in_law_has_a_paper_and_days_and_is_no_hospital(story: Story) -> None:
    traveller = story.single()
    about_return = doubt(story, traveller)
    with acting_as(story.by):
        for finding, code in (
            (CapacityFinding(result="decided_for"), "v8_decision_maker_paper"),
            (CapacityFinding(result="can"), "v8_who_decides"),
        ):
            with pytest.raises(Refused) as refused:
                services.settle_capacity_doubt(
                    by=story.by, at=TALK, doubt_id=about_return, settled_by="legal_decision_maker",
                    settler_kind="guardian", settled_on=TALK.date(), can_decide=True, finding=finding,
                )  # fmt: skip
            assert refused.value.code == code
        for kind, sent, code in (("hospital", "us", "v8_never_hospital_or_insurer"),
                                 ("doctor", "insurer", "v8_never_sent_by_hospital_or_insurer")):  # fmt: skip
            with pytest.raises(Refused) as refused:
                services.settle_capacity_doubt(
                    by=story.by, at=TALK, doubt_id=about_return, settled_by="assessment", settler_kind=kind,
                    settled_on=TALK.date(), can_decide=True, finding=CapacityFinding(result="can", sent_by=sent),
                )  # fmt: skip
            assert refused.value.code == code
