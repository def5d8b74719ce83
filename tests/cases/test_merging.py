"""Two cases become one and part again: nothing is copied, nothing is lost, and both sides read the whole past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.db.utils import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.cases import queries, services
from safar.cases.types import MemberAsked, MemberRole, OpenedCase
from safar.consent import queries as consent
from safar.people.services import relate_people
from safar.people.types import RelationKind
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.cases.ground import DECIDED, FINE, GROWN, LATER, OPENED, CaseStory, raw
from tests.conftest import ActorMaker

NEXT = DECIDED + timedelta(days=1)
# Rows that a split or a merge may move and must neither copy nor lose.
KEPT = (
    "cases_member", "cases_enrolmentmember", "cases_move", "cases_decision", "cases_note", "cases_promise",
    "cases_itinerary", "cases_contactattempt", "consent_traveller", "consent_session", "consent_sessionperson",
    "consent_declaration", "consent_permit", "consent_confirmation", "consent_withdrawal",
)  # fmt: skip


class TwoCases(CaseStory):
    """A case, and a second one of a brother of its leading member."""

    def begin(self, first: int = 2, **second: Any) -> None:
        """Open both; everybody has declared."""
        self.enrolled([GROWN] * first)
        self.declare_all()
        self.one, self.ours = self.case_id, (list(self.people), list(self.member_ids), list(self.travellers))
        self.other_enrolment = self.enrolment_id
        self.two = self.second(**second)

    def second(self, **differs: Any) -> UUID:
        """The brother's own case, in the same programme; he has declared."""
        first = self.people[0]
        self.enrolled([GROWN], **differs)
        self.declare_all()
        with acting_as(self.by):
            relate_people(by=self.by, at=OPENED, person_id=first, other_id=self.people[0], kind=RelationKind.SIBLING)
        return self.case_id

    def merge(self, at: Any = NEXT) -> UUID:
        """The brother's case becomes part of the first."""
        with acting_as(self.by):
            return services.merge_cases(
                by=self.by, at=at, case_id=self.two, into_case_id=self.one, reason="brothers, found again"
            )

    def people_in(self, case_id: UUID) -> set[UUID]:
        """Who is in a case."""
        with acting_as(self.by):
            file = queries.case_file(by=self.by, case_id=case_id, at=LATER)
        return {card.person_id for card in file.people} if file else set()


@pytest.fixture
def cases(story: CaseStory) -> TwoCases:
    """Two brothers' cases."""
    two = TwoCases(story.ground)
    two.begin()
    return two


def rows(by: Any) -> dict[str, frozenset[str]]:
    """The ids in every table that must keep its rows, as the application sees them."""
    with acting_as(by), connection.cursor() as cursor:
        found = {}
        for table in KEPT:
            cursor.execute(f"SELECT id::text FROM {table}")
            found[table] = frozenset(one for (one,) in cursor.fetchall())
    return found


def test_nothing_is_copied_and_nothing_is_lost(cases: TwoCases) -> None:
    before = rows(cases.by)
    cases.merge()
    assert rows(cases.by) == before
    assert cases.people_in(cases.one) == {*cases.ours[0], *cases.people}
    assert cases.people_in(cases.two) == set()


def test_both_sides_read_the_whole_past(cases: TwoCases) -> None:
    with acting_as(cases.by):
        before = {
            (line.code, line.happened_at)
            for case_id in (cases.one, cases.two)
            for line in queries.case_history(by=cases.by, case_id=case_id)
        }
    cases.merge()
    with acting_as(cases.by):
        for case_id in (cases.one, cases.two):
            told = {(line.code, line.happened_at) for line in queries.case_history(by=cases.by, case_id=case_id)}
            assert before <= told
        (link,) = queries.linked_cases(by=cases.by, case_id=cases.one)
    assert (link.kind, link.case_id, link.may_undo) == ("merge", cases.two, True)


def test_v1_everybody_whose_company_changes_is_asked_again(cases: TwoCases) -> None:
    cases.merge()
    everybody = [*cases.ours[2], *cases.travellers]
    with acting_as(cases.by):
        lines = consent.travellers_in(everybody)
        permits = consent.permits_of(everybody)
        waits = {code for one in everybody for code in map(_code, consent.what_ticketing_waits_for([one], NEXT)[one])}
    assert all(line.ask_again_since is not None for line in lines.values())
    assert [permits[one][0].state for one in everybody] == ["in_force"] * 3, "nobody loses a seat by another's choice"
    assert "v1_ask_again" in waits


def _code(refusal: Any) -> str:
    return str(refusal.code)


def test_v1_another_place_lapses_the_permit(story: CaseStory) -> None:
    two = TwoCases(story.ground)
    two.begin(return_place="Recife")
    two.merge()
    with acting_as(two.by):
        assert [lines[0].state for lines in consent.permits_of(two.travellers).values()] == ["lapsed"]


def test_a_merge_is_undone_while_nothing_rests_on_it(cases: TwoCases) -> None:
    before = rows(cases.by)
    link = cases.merge()
    with acting_as(cases.by):
        back = services.undo_merge(by=cases.by, at=LATER, link_id=link, reason="they quarrelled")
    assert back == cases.two
    assert rows(cases.by) == before
    assert cases.people_in(cases.two) == set(cases.people)
    assert cases.people_in(cases.one) == set(cases.ours[0])
    cases.case_id = cases.two
    assert (cases.file().status, cases.file().people[0].role) == ("open", "main")
    assert cases.file().enrolments[0].rows[0].stage == "enquiry"


def test_what_has_rested_on_it_is_said(cases: TwoCases) -> None:
    link = cases.merge()
    talk = cases.talk(cases.travellers[0], NEXT + timedelta(hours=1))
    outcome = cases.sign(cases.travellers[0], talk, NEXT + timedelta(days=2))
    assert outcome.permit_id is not None, outcome.refusals
    with acting_as(cases.by), pytest.raises(Refused, match="1 declarations were signed since"):
        services.undo_merge(by=cases.by, at=LATER, link_id=link, reason="they quarrelled")
    with pytest.raises(DatabaseError, match="Something new has rested"):
        raw(cases.by, "SELECT cases_undo_merge(%s, now(), 'x')", [link])


def test_countries_programmes_and_offices_that_conflict_stay_apart(
    story: CaseStory, actor: ActorMaker, office_lisbon: OfficeRef
) -> None:
    two = TwoCases(story.ground)
    two.begin()
    with acting_as(two.by):
        made: OpenedCase = services.open_case(
            by=two.by, at=OPENED, members=[MemberAsked(two.person(GROWN), MemberRole.MAIN)], host_country="PT",
            return_country="AO",
        )  # fmt: skip
        with pytest.raises(Refused, match="different countries"):
            services.merge_cases(by=two.by, at=NEXT, case_id=made.case_id, into_case_id=two.one, reason="cousins")
        bare = services.open_case(
            by=two.by, at=OPENED, members=[MemberAsked(two.person(GROWN), MemberRole.MAIN)], host_country="PT",
            return_country="BR",
        )  # fmt: skip
        with pytest.raises(Refused, match="same programmes at the same version"):
            services.merge_cases(by=two.by, at=NEXT, case_id=bare.case_id, into_case_id=two.one, reason="cousins")
        with pytest.raises(Refused, match="one case already"):
            services.merge_cases(by=two.by, at=NEXT, case_id=two.one, into_case_id=two.one, reason="x")
    movement = actor("movement_officer", office_lisbon)
    for by, error in ((two.ground.stranger, Refused), (movement, NotAllowed)):
        with pytest.raises(error), acting_as(by):
            services.merge_cases(by=by, at=NEXT, case_id=two.two, into_case_id=two.one, reason="brothers")
    with pytest.raises(DatabaseError, match="no such case"):
        raw(two.ground.stranger, "SELECT cases_merge(%s, %s, now(), 'x')", [two.two, two.one])


def test_nobody_is_put_into_another_case_by_plain_sql(cases: TwoCases) -> None:
    for statement in (
        "UPDATE cases_member SET case_id = %s WHERE case_id = %s",
        "UPDATE consent_traveller SET journey_id = (SELECT journey_id FROM cases_case WHERE id = %s)"
        " WHERE journey_id = (SELECT journey_id FROM cases_case WHERE id = %s)",
        "INSERT INTO cases_caselink (id, kind, into_case_id, from_case_id, members, reason, linked_at, undone_reason)"
        " VALUES (gen_random_uuid(), 'merge', %s, %s, '{}', 'x', now(), '')",
    ):
        with pytest.raises(DatabaseError, match="permission denied"):
            raw(cases.by, statement, [cases.one, cases.two])


def test_who_has_departed_stays_where_they_were(story: CaseStory) -> None:
    two = TwoCases(story.ground)
    two.begin(first=1)
    two.enrolled([GROWN, GROWN])
    two.until_ticket()
    two.itinerary()
    two.approve_amounts()
    gone = two.travellers[0]
    two.travellers = [gone]
    two.depart(members=[two.member_ids[0]])
    with acting_as(two.by):
        services.merge_cases(by=two.by, at=LATER, case_id=two.case_id, into_case_id=two.one, reason="sisters")
    assert two.people_in(two.case_id) == {two.people[0]}
    assert two.people[1] in two.people_in(two.one)
    assert two.file().status == "open"


STEPS = st.lists(st.tuples(st.sampled_from(["split", "apart", "merge", "undo"]), st.integers(0, 7)), max_size=5)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_splits_and_merges_lose_and_copy_nothing(cases: TwoCases, steps: Sequence[tuple[str, int]]) -> None:
    from django.db import transaction

    try:
        with transaction.atomic():
            before = rows(cases.by)
            open_cases = [cases.one, cases.two]
            links: list[UUID] = []
            for what, which in steps:
                _try(cases, what, which, open_cases, links)
                now = rows(cases.by)
                assert now == before
            everybody = set().union(*(cases.people_in(case_id) for case_id in {*open_cases, cases.one, cases.two}))
            assert everybody == {*cases.ours[0], *cases.people}
            raise _Enough
    except _Enough:
        pass


class _Enough(Exception):
    """Takes an example's changes back."""


def _try(cases: TwoCases, what: str, which: int, open_cases: list[UUID], links: list[UUID]) -> None:
    here = open_cases[which % len(open_cases)]
    with acting_as(cases.by):
        try:
            if what == "undo" and links:
                back = services.undo_merge(by=cases.by, at=LATER, link_id=links.pop(), reason="again")
                open_cases.append(back)
            elif what == "merge":
                into = open_cases[(which + 1) % len(open_cases)]
                links.append(services.merge_cases(by=cases.by, at=LATER, case_id=here, into_case_id=into, reason="kin"))
                open_cases.remove(here)
            elif what in ("split", "apart"):
                file = queries.case_file(by=cases.by, case_id=here, at=LATER)
                assert file is not None
                chosen = [file.people[which % len(file.people)].member_id]
                made = services.split_case(
                    by=cases.by, at=LATER, case_id=here, member_ids=chosen, reason="apart", new_journey=what == "apart"
                )
                open_cases.append(made.case_id)
        except Refused:
            return


def test_merging_without_the_rule_would_mix_countries(cases: TwoCases, owner: psycopg.Connection) -> None:
    with acting_as(cases.by):
        made = services.open_case(
            by=cases.by, at=OPENED, members=[MemberAsked(cases.person(GROWN), MemberRole.MAIN)], host_country="PT",
            return_country="CV",
        )  # fmt: skip
        services.enrol(
            by=cases.by, at=OPENED, case_id=made.case_id, programme_version_id=cases.ground.version_id,
            facts=FINE["arvore-vi"],
        )  # fmt: skip
    body = owner.execute(
        "SELECT pg_get_functiondef('cases_refuse_merge(cases_case, cases_case)'::regprocedure)"
    ).fetchone()
    assert body is not None
    owner.execute(
        "CREATE OR REPLACE FUNCTION cases_refuse_merge(gone cases_case, kept cases_case) RETURNS void"
        " LANGUAGE plpgsql AS 'BEGIN END'"
    )
    try:
        with acting_as(cases.by):
            services.merge_cases(by=cases.by, at=NEXT, case_id=made.case_id, into_case_id=cases.one, reason="kin")
    finally:
        owner.execute(body[0])
