"""V1, from paper: entered by one, checked by another, and the person says so; then in force, and not before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from safar.consent import queries, services
from safar.consent.models import Declaration, PaperDeclaration, PaperScan, Permit
from safar.consent.types import PresenceGiven
from safar.plumbing.refusals import Refused
from safar.plumbing.scope import acting_as
from tests.consent import papers, raw
from tests.consent.ground import SIGNED, SMALL, TALK, Story
from tests.consent.papers import CHECKED, ENTERED, REACHED, check, enter, given, reach, reading, transcribed


@contextmanager
def taken_out(owner: psycopg.Connection, trigger: str) -> Iterator[None]:
    """Within, a trigger's function does nothing."""
    row = owner.execute("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = %s", [trigger]).fetchone()
    assert row is not None
    owner.execute(f"CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
    try:
        yield
    finally:
        owner.execute(row[0])


def as_app(story: Story) -> dict[str, object]:
    return {"by": story.by, "colleague": story.ground.colleague}


def test_v1_entered_checked_reached_and_in_force(story: Story) -> None:
    traveller = story.single()
    paper = enter(story, given(traveller, story.told(traveller)))
    with acting_as(story.by):
        waits = {wait.code for wait in queries.what_a_permit_waits_for([traveller], CHECKED)[traveller]}
    assert waits == {"v1_no_declaration", "v1_paper_to_check"}
    assert check(story, paper) == ()
    with acting_as(story.by):
        waits = {wait.code for wait in queries.what_a_permit_waits_for([traveller], CHECKED)[traveller]}
    assert waits == {"v1_no_declaration", "v1_paper_to_reach"}
    outcome = reach(story, paper)
    assert outcome.permit_id is not None, outcome.refusals
    with acting_as(story.by):
        permit = queries.permits_of([traveller])[traveller][0]
        line = queries.declarations_of([traveller])[traveller][0]
        chain = queries.verify_chain(story.by.office_id or 0)
    assert permit.state == "in_force"
    assert permit.made_at == REACHED, "in force from the person's own word on, not from the day on the paper"
    assert (line.signed_at, line.place, line.late) == (SIGNED, "Setúbal", True)
    assert line.transcription is not None
    assert line.transcription.entered_by_id == story.by.user_id
    assert line.transcription.checked_by_id == story.ground.colleague.user_id
    assert chain.is_whole
    assert chain.length == 4, "the entry, the check, the word and the declaration are chained (V14)"


def test_v1_nobody_checks_their_own_entry(story: Story, owner: psycopg.Connection) -> None:
    traveller = story.single()
    paper = enter(story, given(traveller, story.told(traveller)))
    with pytest.raises(Refused, match="colleague"):
        check(story, paper, by=story.by)
    with acting_as(story.by):
        assert raw_check(paper) == "v1_paper_same_person"
        with taken_out(owner, "consent_paper_checked"):
            assert raw_check(paper, traveller) is None, "taken out, nobody noticed"


def raw_check(paper: UUID, traveller: UUID | None = None) -> str | None:
    return raw.run(
        "INSERT INTO consent_papercheck (id, paper_id, traveller_id, checked_at, recorded_at, signed_at, held_on,"
        " language, manner, witness_name, interpreter_name, lines, differences, scans)"
        " VALUES (%s, %s, %s, %s, now(), %s, %s, 'pt', 'signature', 'Rui Alves', '',"
        " '{person,session,topics,presences,answers,children}', '{}', '{}')",
        uuid4(), paper, traveller, CHECKED, SIGNED, TALK.date(),
    )  # fmt: skip


def raw_declaration(story: Story, paper: UUID, traveller: UUID, session: UUID) -> str | None:
    text = queries.texts()[0]
    return raw.run(
        "INSERT INTO consent_declaration (id, paper_id, traveller_id, session_id, text_id, pack_id, signed_by_id,"
        " language, interpreter_name, no_interpreter_needed, manner, place, witness_name, witness_relation, signed_at,"
        " recorded_at, late, copy_answer, reading_aloud_answer, shortened_by_person, shortened_reason,"
        " legal_advice_offered, basis, return_country, return_place, promised_digest)"
        " SELECT %s, %s, v.id, %s, %s, %s, v.person_id, 'pt', '', true, 'signature', 'Elsewhere', 'Another', 'lawyer',"
        " %s, now(), false, 'taken', 'taken', false, '', false, '', '', '', ''"
        " FROM consent_traveller v WHERE v.id = %s",
        uuid4(), paper, session, text.id, story.pack(SIGNED), SIGNED + timedelta(days=3), traveller,
    )  # fmt: skip


def test_v1_raw_sql_skips_neither_the_checker_nor_the_person(story: Story, owner: psycopg.Connection) -> None:
    traveller = story.single()
    session = story.told(traveller)
    paper = enter(story, given(traveller, session))
    with acting_as(story.by):
        assert raw_declaration(story, paper, traveller, session) == "v1_paper_not_confirmed"
        assert raw_reach(paper, traveller) == "v1_paper_not_checked"
    check(story, paper)
    with acting_as(story.by):
        assert raw_declaration(story, paper, traveller, session) == "v1_paper_not_confirmed"
        assert raw_reach(paper, traveller, alone=False) == "v1_paper_reached_alone"
        with taken_out(owner, "consent_from_paper"):
            assert raw_declaration(story, paper, traveller, session) is None, "taken out, nobody noticed"
        declared = Declaration.objects.get(traveller_id=traveller)
        assert raw.permit(traveller, declared.id, REACHED) == "v1_paper_not_reached", "the permit asks again"
        for table, column in (("papercheck", "differences = '{}'"), ("paperreach", "alone = true")):
            assert raw.run(f"UPDATE consent_{table} SET {column}") == "42501"


def raw_reach(paper: UUID, traveller: UUID, outcome: str = "confirms", alone: bool = True) -> str | None:
    return raw.run(
        "INSERT INTO consent_paperreach (id, paper_id, traveller_id, outcome, spoke_at, recorded_at, alone, channel,"
        " language, interpreter_name, no_interpreter_needed, note)"
        " VALUES (%s, %s, %s, %s, %s, now(), %s, 'phone', 'pt', '', true, '')",
        uuid4(), paper, traveller, outcome, REACHED, alone,
    )  # fmt: skip


def test_v1_the_declaration_says_what_the_paper_says(story: Story) -> None:
    traveller = story.single()
    session = story.told(traveller)
    paper = enter(story, given(traveller, session))
    check(story, paper)
    with acting_as(story.by):
        assert raw_reach(paper, traveller) is None
        assert raw_declaration(story, paper, traveller, session) is None
        line = queries.declarations_of([traveller])[traveller][0]
    assert (line.place, line.witness_name, line.signed_at) == ("Setúbal", "Rui Alves", SIGNED)


@pytest.mark.parametrize(
    ("differs", "code"),
    [
        ({"signed_at": SIGNED + timedelta(days=1)}, "signed_at"),
        ({"held_on": TALK.date() - timedelta(days=9)}, "held_on"),
        ({"language": "fr"}, "language"),
        ({"manner": "thumbprint"}, "manner"),
        ({"witness_name": "Rui Alvim"}, "witness_name"),
        ({"interpreter_name": "Sara Lima"}, "interpreter_name"),
        ({"lines": frozenset({"person", "session", "presences", "answers", "children"})}, "topics"),
    ],
)
def test_v1_two_readings_that_differ_leave_nothing_in_force(story: Story, differs: dict[str, Any], code: str) -> None:
    traveller = story.single()
    session = story.told(traveller)
    paper = enter(story, given(traveller, session))
    with acting_as(story.ground.colleague):
        assert queries.paper_differences(paper, reading(**differs)) == (code,)
    assert check(story, paper, reading(**differs)) == (code,)
    with pytest.raises(Refused):
        reach(story, paper)
    again = enter(story, given(traveller, session), ENTERED + timedelta(days=1))
    assert again != paper
    assert check(story, again, at=ENTERED + timedelta(days=1, hours=1)) == ()
    assert reach(story, again, at=ENTERED + timedelta(days=2)).permit_id is not None


def test_v1_a_witness_may_be_written_with_other_capitals(story: Story) -> None:
    traveller = story.single()
    paper = enter(story, given(traveller, story.told(traveller)))
    assert check(story, paper, reading(witness_name=" rui  ALVES ")) == ()


def test_v1_the_person_changed_their_mind(story: Story) -> None:
    traveller = story.single()
    paper = enter(story, given(traveller, story.told(traveller)))
    check(story, paper)
    assert reach(story, paper, "changed_mind").state == "changed_mind"
    with acting_as(story.by):
        line = queries.travellers_in([traveller])[traveller]
        assert line.withdrawn_at == REACHED
        assert not Permit.objects.filter(traveller_id=traveller).exists()
    with pytest.raises(Refused):
        reach(story, paper, at=REACHED + timedelta(days=1))


def test_v1_never_signed_holds_the_case_and_voids_the_paper_for_ever(story: Story) -> None:
    traveller = story.single()
    outcome = transcribed(story, traveller)
    assert outcome.permit_id is not None
    with acting_as(story.by):
        paper = queries.papers_of([traveller])[traveller][0]
    reach(story, paper.id, "never_signed", at=REACHED + timedelta(days=2))
    with acting_as(story.by):
        line = queries.travellers_in([traveller])[traveller]
        assert line.permit is not None
        assert line.permit.state == "held"
        assert [hold.kind for hold in line.holds] == ["protection"]
    by, later = story.ground.protection, REACHED + timedelta(days=3)
    with acting_as(by):
        released = services.release_hold(by=by, at=later, hold_id=line.holds[0].id, spoke_alone_at=later)
    assert released.permit_id is None
    assert "v1_paper_denied" in {refusal.code for refusal in released.refusals}


def test_v1_not_reached_is_an_answer_and_changes_nothing(story: Story) -> None:
    traveller = story.single()
    paper = enter(story, given(traveller, story.told(traveller)))
    check(story, paper)
    assert reach(story, paper, "not_reached", alone=False, no_interpreter_needed=False).state == "to_reach"
    assert reach(story, paper, at=REACHED + timedelta(days=4)).permit_id is not None


def test_v2_a_paper_does_not_jump_over_the_other_rules(story: Story) -> None:
    traveller = story.single()
    soon = TALK + timedelta(hours=3)
    paper = enter(story, given(traveller, story.told(traveller), soon))
    assert check(story, paper, reading(soon)) == ()
    outcome = reach(story, paper)
    assert outcome.permit_id is None
    assert {refusal.code for refusal in outcome.refusals} == {"v2_reflection"}


def test_v1_a_paper_lapses_by_the_day_on_it(story: Story) -> None:
    traveller = story.single()
    paper = enter(story, given(traveller, story.told(traveller)))
    check(story, paper)
    outcome = reach(story, paper, at=SIGNED + timedelta(days=91))
    assert {refusal.code for refusal in outcome.refusals} == {"v1_lapsed"}


def test_v16_the_children_on_the_paper_and_no_others(story: Story) -> None:
    parent, child, other = story.person(), story.person(SMALL), story.person(SMALL)
    story.parent_of(parent, child)
    grown, small, third = story.journey([parent, child, other])
    paper = enter(story, given(grown, story.told(grown), children=(small,)))
    check(story, paper)
    outcome = reach(story, paper)
    with acting_as(story.by):
        assert queries.declarations_of([grown])[grown][0].children == (small,)
        sql = "INSERT INTO consent_declarationchild (id, declaration_id, child_id) VALUES (%s, %s, %s)"
        assert raw.run(sql, uuid4(), outcome.declaration_id, third) == "v16_child_not_named"


def test_v14_the_scan_that_was_checked_cannot_be_exchanged(story: Story) -> None:
    traveller = story.single()
    paper = enter(story, given(traveller, story.told(traveller)), scans=[papers.picture(b"GPS 38.7 -9.1")])
    check(story, paper)
    with acting_as(story.by):
        scan = PaperScan.objects.get(paper_id=paper)
        assert b"GPS" not in bytes(scan.content), "where a picture was taken is nobody's business"
        assert raw.run("UPDATE consent_paperscan SET content = 'other'") == "42501"
        add = "INSERT INTO consent_paperscan (id, paper_id, page, media_type, content, digest, recorded_at)"
        assert raw.run(f"{add} VALUES (%s, %s, 2, 'image/png', 'x', '', now())", uuid4(), paper) is not None
        assert [page.digest for page in PaperScan.objects.all()] == PaperDeclaration.objects.get().check_made.scans


@pytest.mark.parametrize(
    "content", [b"", b"MZ not a picture", b"%PDF-1.7 /JavaScript (x) %%EOF", papers.picture()[:60]]
)
def test_a_scan_is_a_picture_of_a_paper_and_nothing_else(story: Story, content: bytes) -> None:
    traveller = story.single()
    session = story.told(traveller)
    with pytest.raises(Refused):
        enter(story, given(traveller, session), scans=[content])
    with pytest.raises(Refused):
        enter(story, given(traveller, session), scans=[])


def test_who_may_and_who_may_not(story: Story) -> None:
    traveller = story.single()
    session = story.told(traveller)
    said = given(traveller, session)
    story.by = story.ground.movement
    with pytest.raises(PermissionDenied):
        enter(story, said)
    story.by = story.ground.stranger
    with pytest.raises(Refused, match="no such record"):
        enter(story, said)
    story.by = story.ground.counsellor
    paper = enter(story, said)
    with pytest.raises(Refused):
        check(story, paper, by=story.ground.stranger)
    with acting_as(story.ground.stranger):
        assert queries.paper_by_id(paper) is None
        assert queries.papers_waiting(story.ground.stranger.offices) == []
    with acting_as(story.ground.colleague):
        assert [line.id for line in queries.papers_waiting(story.ground.colleague.offices)] == [paper]


def test_v1_family_on_file_is_no_witness(story: Story) -> None:
    person, brother = story.person(name="Nasir Rahimi"), story.person(name="Karim Rahimi")
    (traveller,) = story.journey([person])
    session = story.told(traveller)
    from safar.people.services import relate_people
    from safar.people.types import RelationKind

    with acting_as(story.by):
        relate_people(by=story.by, at=TALK, person_id=brother, other_id=person, kind=RelationKind.SIBLING)
    with pytest.raises(Refused, match="witness"):
        story.sign(traveller, session, witness_name="karim  rahimi", witness_relation="community")
    with pytest.raises(Refused, match="witness"):
        enter(story, given(traveller, session, witness_name="Karim Rahimi", witness_relation="community"))


def test_v7_an_authority_within_hearing_of_the_signing_found_later_voids_it(story: Story) -> None:
    traveller = story.single()
    story.declared(traveller)
    with acting_as(story.by):
        line = queries.declarations_of([traveller])[traveller][0]
        services.add_signing_presence(
            by=story.by, at=REACHED, declaration_id=line.id, given=PresenceGiven("police", in_hearing=True)
        )
        permit = queries.permits_of([traveller])[traveller][0]
        assert permit.state == "lapsed"


def test_v14_the_chain_notices_a_changed_paper(story: Story, owner: psycopg.Connection) -> None:
    traveller = story.single()
    transcribed(story, traveller)
    with acting_as(story.by), connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM consent_chainlink ORDER BY number")
        assert [kind for (kind,) in cursor.fetchall()] == [
            "paperdeclaration",
            "papercheck",
            "paperreach",
            "declaration",
        ]
