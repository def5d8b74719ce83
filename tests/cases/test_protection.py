"""Referrals, what comes to a protection officer within a day, and files opened to save a life (D6, D10, D20)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from safar.accounts import queries as accounts
from safar.accounts import services as account_services
from safar.accounts.models import User
from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.models import Case, Referral, Task
from safar.cases.types import ReferralGiven
from safar.consent import services as consent
from safar.people import services as people
from safar.people.models import Person
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.cases.ground import OPENED, CaseStory
from tests.conftest import ActorMaker
from tests.consent import raw

WHEN = OPENED + timedelta(days=1)
SHELTER = {
    "kind": "shelter", "receiver": "Casa Aberta", "purpose": "a safe bed", "shares": ("alias", "needs"),
    "consent_given_at": WHEN, "confidential": True,
}  # fmt: skip


def _member(story: CaseStory) -> UUID:
    return story.file().people[0].member_id


def _refer(story: CaseStory, by: Actor | None = None, **differs: object) -> UUID:
    by = by or story.by
    given = ReferralGiven(member_id=_member(story), **{**SHELTER, **differs})  # type: ignore[arg-type]
    with acting_as(by):
        return services.refer_person(by=by, at=WHEN, case_id=story.case_id, given=given)


def test_d6_a_referral_takes_the_persons_consent_to_that_receiver(story: CaseStory) -> None:
    story.enrolled()
    with pytest.raises(Refused) as refused:
        _refer(story, consent_given_at=None)
    assert refused.value.code == "cases_referral_consent"
    referral = _refer(story)
    with acting_as(story.by):
        other = (
            "INSERT INTO cases_referral (id, case_id, member_id, kind, receiver, purpose, shares, consent_id,"
            " confidential, made_at, answer_due_at) SELECT gen_random_uuid(), case_id, member_id, kind, 'Others',"
            " purpose, shares, consent_id, false, made_at, answer_due_at FROM cases_referral WHERE id = %s"
        )
        assert raw.run(other, referral) == "cases_referral_consent"
        assert raw.run("UPDATE cases_referral SET receiver = 'x'") == "42501"


def test_d8_in_confidence_only_who_made_it_and_protection_see_it_and_nobody_elsewhere(story: CaseStory) -> None:
    story.enrolled()
    _refer(story)
    seen = {}
    ground = story.ground
    for by in (story.by, ground.protection, ground.colleague, ground.stranger, ground.protection_elsewhere):
        with acting_as(by):
            seen[by.name] = len(queries.referrals_of([story.case_id], WHEN))
    assert list(seen.values()) == [1, 1, 0, 0, 0]
    with acting_as(ground.movement), pytest.raises(NotAllowed):
        services.refer_person(by=ground.movement, at=WHEN, case_id=story.case_id, given=ReferralGiven(
            member_id=_member(story), **SHELTER))  # type: ignore[arg-type]  # fmt: skip


def test_v4_a_withdrawal_releases_no_referral_and_an_unanswered_one_rings(story: CaseStory) -> None:
    story.enrolled()
    referral = _refer(story, answer_hours=24)
    traveller = story.file().people[0].traveller_id
    assert traveller is not None
    with acting_as(story.by):
        consent.withdraw_declaration(by=story.by, at=WHEN, traveller_id=traveller, channel="telephone")
        (line,) = queries.referrals_waiting([story.file().office_id], WHEN + timedelta(hours=25))
        assert (line.id, line.overdue, line.state) == (referral, True, "sent")
        services.answer_referral(by=story.by, at=WHEN + timedelta(hours=26), referral_id=referral, outcome="declined")
        with pytest.raises(Refused) as ended:
            services.answer_referral(by=story.by, at=WHEN + timedelta(hours=27), referral_id=referral, outcome="served")
        assert ended.value.code == "cases_referral_ended"
        open_tasks = set(Task.objects.filter(done_at=None).values_list("code", flat=True))
    assert "refer_elsewhere" in open_tasks
    assert "referral_answer" not in open_tasks


def test_d10_who_has_an_alias_is_referred_by_it(story: CaseStory) -> None:
    story.enrolled()
    person = story.file().people[0].person_id
    by = story.ground.protection
    with acting_as(by):
        people.give_alias(by=by, at=WHEN, person_id=person, reason="signs")
    with pytest.raises(Refused) as refused:
        _refer(story, shares=("name",))
    assert refused.value.code == "cases_referral_alias"


def test_what_happens_to_an_alias_comes_up_within_a_day_and_then_to_the_office_above(
    story: CaseStory, actor: ActorMaker, organisation: OfficeRef
) -> None:
    story.enrolled()
    card = story.file().people[0]
    by = story.ground.protection
    assert card.traveller_id is not None
    with acting_as(by):
        people.give_alias(by=by, at=WHEN, person_id=card.person_id, reason="signs")
    with acting_as(story.by):
        consent.record_not_reached(by=story.by, at=WHEN, traveller_id=card.traveller_id, since=WHEN)
        task = Task.objects.get(code="escalation")
        assert task.due_at == WHEN + timedelta(hours=24)
        with pytest.raises(NotAllowed):
            services.complete_task(by=story.by, at=WHEN, task_id=task.id, outcome="done")
    system = accounts.the_system()
    with acting_as(system):
        assert services.escalate_overdue(by=system, at=WHEN + timedelta(hours=23)) == 0
        assert services.escalate_overdue(by=system, at=WHEN + timedelta(hours=25)) == 1
        assert services.escalate_overdue(by=system, at=WHEN + timedelta(hours=25)) == 0, "once for each step"
    above = actor("protection_officer", organisation)
    with acting_as(above):
        up = Task.objects.get(code="escalated_above")
        assert up.params["office"] == organisation.id
        services.complete_task(by=above, at=WHEN + timedelta(hours=26), task_id=up.id, outcome="called the office")
        assert not Task.objects.filter(code__in=["escalation", "escalated_above"], done_at=None).exists()


@pytest.fixture
def opened(story: CaseStory) -> tuple[CaseStory, UUID]:
    """A file of Lisbon that a counsellor in Tehran opened to save a life, telling the protection officer there."""
    story.enrolled()
    with acting_as(story.by):
        reference = Case.objects.get(id=story.case_id).reference
    stranger = story.ground.stranger
    with acting_as(stranger):
        glass = services.break_glass(
            by=stranger, at=timezone.now(), reference=reference, reason="she says she will jump", hours=9,
            second_id=story.ground.protection_elsewhere.user_id or 0,
        )  # fmt: skip
        assert glass is not None
    return story, glass


def test_d20_a_file_opens_for_reading_for_four_hours_at_most_and_for_nobody_else(
    opened: tuple[CaseStory, UUID], owner: psycopg.Connection
) -> None:
    story, glass = opened
    stranger = story.ground.stranger
    person = story.file().people[0].person_id
    with acting_as(stranger):
        line = accounts.opening(glass)
        assert line is not None
        assert line.until_at - line.opened_at == timedelta(hours=4), (
            "four hours to the microsecond, however many were asked"
        )
        assert Person.objects.filter(id=person).exists()
        assert queries.case_file(by=stranger, case_id=story.case_id, at=timezone.now()) is not None
        assert raw.run("UPDATE accounts_breakglass SET until_at = until_at + interval '1 day'") == "42501"
        task = Task.objects.filter(case_id=story.case_id).first()
        assert task is not None
        with pytest.raises(Refused):
            services.complete_task(by=stranger, at=WHEN, task_id=task.id, outcome="x")
        account_services.end_opening(by=stranger, at=timezone.now(), glass_id=glass)
    with acting_as(story.ground.protection_elsewhere):
        assert not Person.objects.filter(id=person).exists()


def test_d20_the_reason_and_a_second_person_are_needed_and_what_is_not_there_answers_nothing(story: CaseStory) -> None:
    story.enrolled()
    by = story.ground.stranger
    with acting_as(story.by):
        reference = Case.objects.get(id=story.case_id).reference
    with acting_as(by):
        asked: Callable[..., UUID | None] = lambda **how: services.break_glass(  # noqa: E731
            by=by, at=timezone.now(), **{"reference": reference, "reason": "in danger now",
                                         "second_id": story.ground.protection_elsewhere.user_id or 0, **how}
        )  # fmt: skip
        assert asked(reference="AAAA-AAAA") is None
        for how, code in (
            ({"reason": ""}, "accounts_glass_reason"),
            ({"second_id": by.user_id}, "accounts_glass_second"),
        ):
            with pytest.raises(Refused) as refused:
                asked(**how)
            assert refused.value.code == code
        assert raw.run("SELECT accounts_break_glass('x', 1, '{}', 'because', 1, 4)") == "42501"
    with acting_as(story.ground.movement), pytest.raises(NotAllowed):
        account_services.review_opening(by=story.ground.movement, at=WHEN, glass_id=story.case_id, finding="x", note="")


def test_d20_the_second_person_says_so_and_the_data_protection_officer_reviews_it(
    opened: tuple[CaseStory, UUID], actor: ActorMaker, organisation: OfficeRef, client: Client
) -> None:
    story, glass = opened
    client.force_login(User.objects.get(id=story.ground.stranger.user_id or 0))
    assert client.get(f"/to-save-a-life/{glass}").status_code == 200
    assert client.get("/to-save-a-life").status_code == 200
    assert client.get("/opened-to-save-a-life").status_code == 200
    with acting_as(story.ground.stranger), pytest.raises(Refused):
        account_services.acknowledge_opening(by=story.ground.stranger, at=WHEN, glass_id=glass)
    with acting_as(story.ground.protection_elsewhere):
        account_services.acknowledge_opening(by=story.ground.protection_elsewhere, at=WHEN, glass_id=glass)
    officer = actor("data_protection_officer", organisation)
    with acting_as(officer):
        (line,) = accounts.openings(since=WHEN)
        assert line.reads >= 2
        assert 70 <= line.hours_left(timezone.now()) <= 72
    client.force_login(User.objects.get(id=officer.user_id or 0))
    assert "she says she will jump" in client.get("/opened-to-save-a-life").content.decode()
    answer = client.post(f"/opened-to-save-a-life/{glass}/review", {"finding": "justified", "note": "she is safe"})
    assert answer.status_code == 302
    with acting_as(officer):
        assert accounts.openings(since=WHEN)[0].finding == "justified"
    with acting_as(story.ground.colleague):
        assert accounts.openings(since=WHEN) == []


def test_the_pages_of_referrals_answer(story: CaseStory, client: Client) -> None:
    story.enrolled()
    client.force_login(User.objects.get(id=story.by.user_id or 0))
    assert client.get(f"/cases/{story.case_id}/refer").status_code == 200
    sent = client.post(f"/cases/{story.case_id}/refer", {"receiver": "Casa Aberta", "purpose": "a bed"})
    assert "Casa Aberta" in sent.content.decode(), "what was typed is still there"
    _refer(story)
    with acting_as(story.by):
        assert Referral.objects.count() == 1
    assert "Casa Aberta" in client.get("/referrals").content.decode()


def test_no_function_that_opens_files_is_free_to_call(story: CaseStory) -> None:
    with acting_as(story.by), connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_function_privilege('accounts_break_glass(text, int, uuid[], text, int, int)', 'execute')"
        )
        assert cursor.fetchone() == (False,)
