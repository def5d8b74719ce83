"""A search compares only whom its asker may see, and what it finds is read only by who sees both people."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test import Client

from safar.accounts.models import User
from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.config import deduping
from safar.people import queries, services
from safar.people.models import LikelyPair, LinkRun
from safar.people.queries.pairs import facts_of
from safar.people.services.linking import SILENT
from safar.people.services.pairs import keep_pairs
from safar.people.types import LikelyPairFact, LinkStage, NameGiven, PairAnswer, PairReason, PersonId
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.consent import raw
from tests.people.conftest import NOW
from tests.people.merging import record_of
from tests.taking_out import instead, saying

pytestmark = pytest.mark.django_db
BORN = date(1984, 5, 17)
LATER = datetime(2016, 6, 2, 9, tzinfo=UTC)


@pytest.fixture
def manager(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """Who answers for the office."""
    return actor("programme_manager", office_lisbon)


@pytest.fixture
def protection(actor: ActorMaker, office_lisbon: OfficeRef) -> Actor:
    """A protection officer of the same office."""
    return actor("protection_officer", office_lisbon)


@pytest.fixture
def twins(counsellor: Actor) -> tuple[PersonId, PersonId]:
    """One person on two records, in two scripts."""
    kept = record_of(counsellor, NameGiven("فرید کریمیان", "Farid Karimian"), BORN, "P1234567")
    return kept, record_of(counsellor, NameGiven("Fareed Karimian"), BORN, "P1234576")


def sit(client: Client, by: Actor) -> None:
    """Sign somebody in."""
    client.force_login(User.objects.get(id=by.user_id or 0))


def searched(by: Actor, folder: Path) -> UUID:
    """Ask for a search and carry it out."""
    with acting_as(by):
        run_id = services.ask_for_run(by=by, at=NOW)
    assert services.carry_out_run(by=by, at=NOW, run_id=run_id, folder=folder)
    return run_id


def test_a_search_finds_the_pair_once_and_leaves_no_file(
    manager: Actor, counsellor: Actor, twins: tuple[PersonId, PersonId], tmp_path: Path
) -> None:
    run_id = searched(manager, tmp_path)
    with acting_as(counsellor):
        (pair,) = queries.pairs_open()
        assert {pair.a_id, pair.b_id} == set(twins)
        assert {"paper_mistyped", "given_sounds_alike", "birth_same"} <= {reason.code for reason in pair.reasons}
        assert queries.count_pairs_open() == 1
    with acting_as(manager):
        run = queries.link_run(run_id)
        assert run is not None
        assert (run.stage, run.people, run.pairs, run.is_under_way) == (LinkStage.FINISHED, 2, 1, False)
    assert list(tmp_path.iterdir()) == []
    searched(manager, tmp_path)
    with acting_as(counsellor):
        assert queries.count_pairs_open() == 1, "a second search doubles nothing"
        services.answer_pair(by=counsellor, at=NOW, pair_id=pair.id, answer=PairAnswer.DIFFERENT)
        assert queries.pairs_open() == []
    searched(manager, tmp_path)
    with acting_as(counsellor):
        assert queries.pairs_open() == [], "what was answered does not come again by itself"


def test_who_sees_one_of_the_two_sees_no_pair(
    manager: Actor, stranger: Actor, actor: ActorMaker, office_tehran: OfficeRef, counsellor: Actor, tmp_path: Path
) -> None:
    record_of(counsellor, NameGiven("Farid Karimian"), BORN, "P1234567")
    record_of(stranger, NameGiven("Farid Karimian"), BORN, "P1234567")
    searched(manager, tmp_path)
    searched(actor("programme_manager", office_tehran), tmp_path)
    with acting_as(manager):
        assert queries.pairs_open() == []
        assert [run.pairs for run in queries.link_runs()] == [0]
        assert [run.people for run in queries.link_runs()] == [1]


def respelt(by: Actor, person_id: PersonId, text: str) -> None:
    """Correct the one name of a record."""
    with acting_as(by):
        (name,) = queries.names_in([person_id])[person_id]
        services.correct_name(by=by, at=NOW, name_id=name.id, name=NameGiven(text), is_primary=True)


def answered(by: Actor, answer: PairAnswer) -> None:
    """Answer the one pair."""
    with acting_as(by):
        services.answer_pair(by=by, at=NOW, pair_id=pair_of(by).id, answer=answer, note="asked their cousin")


def pair_of(by: Actor) -> LikelyPairFact:
    """The one pair that somebody sees, answered or not."""
    with acting_as(by):
        (found,) = facts_of(LikelyPair.objects.all())
        return found


def test_a_search_renews_the_reasons_of_a_pair_until_somebody_settles_it(
    manager: Actor, counsellor: Actor, twins: tuple[PersonId, PersonId], tmp_path: Path
) -> None:
    first = searched(manager, tmp_path)
    before = pair_of(counsellor)
    respelt(counsellor, twins[1], "Karimian Farid")
    second = searched(manager, tmp_path)
    after = pair_of(counsellor)
    assert "names_swapped" in {reason.code for reason in after.reasons} - {reason.code for reason in before.reasons}
    assert after.score != before.score
    assert replace(after, score=before.score, reasons=before.reasons) == before, "and nothing else of it"
    with acting_as(manager):
        assert {run.id: run.pairs for run in queries.link_runs()} == {first: 1, second: 0}, "it was found once"

    answered(counsellor, PairAnswer.NOT_SURE)
    aside = pair_of(counsellor)
    respelt(counsellor, twins[1], "Fareed Karimian")
    searched(manager, tmp_path)
    again = pair_of(counsellor)
    assert again.reasons == before.reasons
    assert replace(again, score=aside.score, reasons=aside.reasons) == aside, "it is put aside as it was"

    answered(counsellor, PairAnswer.DIFFERENT)
    settled = pair_of(counsellor)
    respelt(counsellor, twins[1], "Karimian Farid")
    searched(manager, tmp_path)
    assert pair_of(counsellor) == settled


@pytest.mark.parametrize("answer", [PairAnswer.SAME, PairAnswer.DIFFERENT])
def test_the_database_itself_leaves_a_settled_pair_alone(
    manager: Actor, counsellor: Actor, twins: tuple[PersonId, PersonId], answer: PairAnswer, owner: psycopg.Connection
) -> None:
    with acting_as(counsellor):
        services.report_pair(by=counsellor, at=NOW, one_id=twins[0], other_id=twins[1])
    answered(counsellor, answer)
    settled = pair_of(counsellor)
    with acting_as(manager):
        run_id = services.ask_for_run(by=manager, at=NOW)
        keep_pairs([(*twins, 0.5, [PairReason("given_unlike", 1.0)])], run_id, NOW)
    assert pair_of(counsellor) == settled
    with acting_as(manager), saying(owner, "people_keep_pairs", "there.answer IN ('', 'not_sure')", "true"):
        keep_pairs([(*twins, 0.5, [PairReason("given_unlike", 1.0)])], run_id, NOW)
    assert pair_of(counsellor) != settled, "without the rule it would be written over"


def test_a_report_stays_a_report_and_on_top(
    manager: Actor, counsellor: Actor, twins: tuple[PersonId, PersonId], tmp_path: Path
) -> None:
    with acting_as(counsellor):
        services.report_pair(by=counsellor, at=NOW, one_id=twins[0], other_id=twins[1])
    searched(manager, tmp_path)
    reported = pair_of(counsellor)
    assert (reported.score, reported.reported_by_id) == (1.0, counsellor.user_id)
    assert reported.reasons[0].code == "people_pair_reported"
    assert "paper_mistyped" in {reason.code for reason in reported.reasons}


def test_d10_a_search_by_an_alias_does_not_write_over_what_was_found_behind_it(
    manager: Actor, protection: Actor, counsellor: Actor, tmp_path: Path, owner: psycopg.Connection
) -> None:
    hidden = record_of(counsellor, NameGiven("Zarmina Wardak"), BORN, "P7654321")
    record_of(counsellor, NameGiven("Zarmina Wardak"), BORN, "P7654312")
    with acting_as(protection):
        services.give_alias(by=protection, at=NOW, person_id=hidden, reason="signs of trafficking")
    searched(protection, tmp_path)
    found = pair_of(protection)
    assert "given_same" in {reason.code for reason in found.reasons}
    searched(manager, tmp_path)
    assert pair_of(protection) == found
    with acting_as(manager), saying(owner, "people_keep_pairs", "AND people_pair_seen(there.a_id, there.b_id)", ""):
        run_id = services.ask_for_run(by=manager, at=NOW)
        keep_pairs([(found.a_id, found.b_id, 0.5, [PairReason("given_unlike", 1.0)])], run_id, NOW)
    assert pair_of(protection) != found, "without the rule it would"


def test_the_wrong_role_asks_for_nothing(counsellor: Actor, manager: Actor, tmp_path: Path) -> None:
    with acting_as(counsellor), pytest.raises(NotAllowed):
        services.ask_for_run(by=counsellor, at=NOW)
    with acting_as(manager):
        run_id = services.ask_for_run(by=manager, at=NOW)
    with pytest.raises(NotAllowed):
        services.carry_out_run(by=counsellor, at=NOW, run_id=run_id, folder=tmp_path)


def test_d9_a_pair_with_somebody_restricted_is_their_protection_officers_alone(
    manager: Actor, protection: Actor, counsellor: Actor, actor: ActorMaker, office_tehran: OfficeRef,
    twins: tuple[PersonId, PersonId], tmp_path: Path, owner: psycopg.Connection,
) -> None:  # fmt: skip
    with acting_as(protection):
        services.restrict_person(by=protection, at=NOW, person_id=twins[0], restricted=True)
    run_id = searched(manager, tmp_path)
    elsewhere = actor("protection_officer", office_tehran)
    for by in (manager, counsellor, elsewhere):
        with acting_as(by):
            assert queries.pairs_open() == []
            assert queries.count_pairs_open() == 0
    with acting_as(manager):
        run = queries.link_run(run_id)
        assert run is not None
        assert run.pairs == 0, "nor is it counted"
    with acting_as(protection):
        (pair,) = queries.pairs_open()
        assert pair.is_hidden
    with acting_as(counsellor), pytest.raises(Refused):
        services.answer_pair(by=counsellor, at=NOW, pair_id=pair.id, answer=PairAnswer.SAME)
    with acting_as(counsellor), instead(owner, "people_pair_seen", "SELECT true"):
        assert queries.count_pairs_open() == 1, "without the rule everybody would read it"


def test_d10_only_a_protection_officers_search_compares_by_the_name_behind_an_alias(
    manager: Actor, protection: Actor, counsellor: Actor, tmp_path: Path, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    hidden = record_of(counsellor, NameGiven("Zarmina Wardak"), BORN)
    record_of(counsellor, NameGiven("Zarmina Wardak"), date(1985, 8, 30))
    with acting_as(protection):
        services.give_alias(by=protection, at=NOW, person_id=hidden, reason="signs of trafficking")
    searched(manager, tmp_path)
    with acting_as(protection):
        assert queries.pairs_open() == []
    searched(protection, tmp_path)
    with acting_as(protection):
        assert len(queries.pairs_open()) == 1
    with acting_as(counsellor):
        assert queries.pairs_open() == []
    with acting_as(actor("data_protection_officer", office_lisbon)), connection.cursor() as cursor:
        cursor.execute("SELECT user_id, subject_ids FROM accounts_accessentry WHERE kind = 'name'")
        assert cursor.fetchall() == [(protection.user_id, [hidden])], "the opening is in the log"


def test_raw_sql_makes_no_pair_of_whom_one_may_not_see_and_rewrites_none(
    counsellor: Actor, stranger: Actor, twins: tuple[PersonId, PersonId], manager: Actor, tmp_path: Path
) -> None:
    theirs = record_of(stranger, NameGiven("Farid Karimian"), BORN)
    searched(manager, tmp_path)
    with acting_as(counsellor):
        keep_pairs([(twins[0], theirs, 1.0, [PairReason("given_same", 1.0)])], None, NOW)
        assert queries.count_pairs_open() == 1
        (pair,) = queries.pairs_open()
        assert raw.run("UPDATE people_likelypair SET score = 0 WHERE id = %s", pair.id) == "42501"
        assert raw.run("UPDATE people_likelypair SET a_id = %s WHERE id = %s", theirs, pair.id) == "42501"
        assert raw.run("DELETE FROM people_likelypair WHERE id = %s", pair.id) == "42501"
        run_id = LinkRun.objects.get().id
        keep_pairs([(twins[0], twins[1], 0.0, [PairReason("given_unlike", 1.0)])], run_id, NOW)
        keep_pairs([(twins[0], twins[1], 0.0, [PairReason("given_unlike", 1.0)])], None, NOW)
        assert queries.pairs_open() == [pair], "only a run that is under way renews, as whoever asked for it"


def test_the_second_look_is_another_persons(
    counsellor: Actor, manager: Actor, twins: tuple[PersonId, PersonId], actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    with acting_as(counsellor):
        services.report_pair(by=counsellor, at=NOW, one_id=twins[1], other_id=twins[0])
        (pair,) = queries.pairs_open()
        services.answer_pair(by=counsellor, at=NOW, pair_id=pair.id, answer=PairAnswer.SAME)
        second = "UPDATE people_likelypair SET second_at = now(), second_by_id = %s WHERE id = %s"
        assert raw.run(second, manager.user_id, pair.id) == "people_pair_second_person", "the database knows who writes"
    with acting_as(manager):
        services.answer_pair(by=manager, at=NOW, pair_id=pair.id, answer=PairAnswer.SAME)
        found = queries.pair(pair.id)
        assert found is not None
        assert (found.answered_by_id, found.second_by_id) == (counsellor.user_id, manager.user_id)


def test_a_search_is_stopped_and_goes_on_and_a_killed_one_is_taken_up(
    manager: Actor, twins: tuple[PersonId, PersonId], tmp_path: Path
) -> None:
    with acting_as(manager):
        run_id = services.ask_for_run(by=manager, at=NOW)
        with pytest.raises(Refused):
            services.ask_for_run(by=manager, at=NOW)

    def stop(stage: LinkStage, done: int, total: int) -> None:
        if stage == LinkStage.MEETING:
            with acting_as(manager):
                LinkRun.objects.filter(id=run_id).update(stop_asked_at=NOW)

    assert not services.carry_out_run(by=manager, at=NOW, run_id=run_id, folder=tmp_path, tell=stop)
    with acting_as(manager):
        assert [run.stage for run in queries.link_runs()] == [LinkStage.STOPPED]
        services.resume_run(by=manager, at=NOW, run_id=run_id)
    assert services.carry_out_run(by=manager, at=NOW, run_id=run_id, folder=tmp_path)
    with acting_as(manager):
        assert [run.pairs for run in queries.link_runs()] == [1]
        with pytest.raises(Refused):
            services.stop_run(by=manager, at=NOW, run_id=run_id)
        silent = services.ask_for_run(by=manager, at=NOW)
        LinkRun.objects.filter(id=silent).update(beat_at=NOW, stage=LinkStage.WEIGHING)
        assert services.runs_to_carry_out(by=manager, at=NOW + timedelta(minutes=1)) == []
        waiting = services.runs_to_carry_out(by=manager, at=NOW + SILENT * 2)
        assert waiting == [(silent, manager.user_id)]


def test_what_a_run_left_behind_goes_after_a_day(manager: Actor, tmp_path: Path) -> None:
    with acting_as(manager):
        run_id = services.ask_for_run(by=manager, at=NOW)
        services.stop_run(by=manager, at=NOW, run_id=run_id)
        kept, foreign = tmp_path / f"{run_id}.duckdb", tmp_path / "other.duckdb"
        kept.touch()
        foreign.touch()
        assert services.sweep_runs(by=manager, at=NOW + timedelta(hours=20), folder=tmp_path) == 1
        assert kept.exists()
        assert services.sweep_runs(by=manager, at=LATER + timedelta(days=1), folder=tmp_path) == 1
        assert not kept.exists()


def test_the_page_asks_and_shows_how_far_it_is(manager: Actor, counsellor: Actor, client: Client) -> None:
    sit(client, counsellor)
    assert client.get("/people/duplicates/run").status_code == 403
    sit(client, manager)
    assert "Search now" in client.get("/people/duplicates/run").content.decode()
    client.post("/people/duplicates/run")
    page = client.get("/people/duplicates/run").content.decode()
    assert "waits to begin" in page
    assert 'http-equiv="refresh"' in page
    with acting_as(manager):
        (run,) = queries.link_runs()
    client.post(f"/people/duplicates/run/{run.id}/stop")
    page = client.get("/people/duplicates/run").content.decode()
    assert "Go on" in page
    client.post(f"/people/duplicates/run/{run.id}/on")
    assert "waits to begin" in client.get("/people/duplicates/run").content.decode()


def test_the_caretaker_starts_one_search_at_a_time(manager: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    class Process:
        def __init__(self, command: list[str]) -> None:
            started.append(command)

        def poll(self) -> None:
            return None

    monkeypatch.setattr(subprocess, "Popen", Process)
    monkeypatch.setattr(deduping, "_STARTED", [])
    assert deduping.start_asked_runs() == 0
    with acting_as(manager):
        run_id = services.ask_for_run(by=manager, at=NOW)
    assert deduping.start_asked_runs() == 1
    assert started[0][-2:] == [str(run_id), str(manager.user_id)]
    assert deduping.start_asked_runs() == 0
