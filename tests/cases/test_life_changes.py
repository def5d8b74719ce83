"""What becomes of every promise of every programme when life changes, cell by cell, as the database reads it."""

from __future__ import annotations

import pytest
from django.db import connection

from safar.accounts.types import OfficeRef
from safar.plumbing.scope import acting_as
from safar.programmes.queries import entitlements_due, published
from safar.programmes.types import CountedDates, UnitMember
from tests.cases.ground import CaseStory, TehranStory, lay_case_ground
from tests.conftest import ActorMaker

CIRCUMSTANCES = ("death", "split", "onward_movement", "forced_return")
EXPECTED = {
    "arvore-vi": {
        "ticket": ("ends", "stays", "ends", "ends"),
        "pocket_money": ("ends", "stays", "ends", "decided_on_case"),
        "reintegration_in_kind": ("passes_to_family", "stays", "ends", "decided_on_case"),
        "follow_up": ("passes_to_family", "stays", "stays", "stays"),
    },
    "avrr-aria": {
        "travel": ("ends", "stays", "ends", "ends"),
        "business_support": ("passes_to_family", "decided_on_case", "ends", "decided_on_case"),
        "vocational_training": ("ends", "stays", "ends", "decided_on_case"),
        "housing_allowance": ("passes_to_family", "decided_on_case", "ends", "decided_on_case"),
    },
    "eurp": {
        "arrival_help": ("ends", "stays", "ends", "stays"),
        "reintegration_plan": ("passes_to_family", "stays", "decided_on_case", "decided_on_case"),
        "plan_follow_up": ("passes_to_family", "stays", "stays", "stays"),
    },
}
STANDING = {"stays": "due", "ends": "ended"}
# How each circumstance shows in the rows of a case, whatever the programme.
SHOWN_AS = {
    "death": "deceased",
    "split": "split",
    "onward_movement": "re_migrated",
    "forced_return": "removed_by_state",
}


@pytest.mark.parametrize("code", EXPECTED)
def test_each_cell_is_counted_as_the_programme_says(
    db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef, code: str
) -> None:
    ground = lay_case_ground(actor, office_lisbon, office_tehran, code, "en")
    with acting_as(ground.counsellor):
        programme = published(code).programme
    assert {one.code for one in programme.entitlements} == set(EXPECTED[code])
    for place, circumstance in enumerate(CIRCUMSTANCES):
        members = [UnitMember("one", "main", circumstance)]  # type: ignore[arg-type]
        for due in entitlements_due(programme, members, CountedDates()):
            consequence = EXPECTED[code][due.entitlement][place]
            assert due.standing == STANDING.get(consequence, consequence), (due.entitlement, circumstance)


@pytest.mark.parametrize("code", ["arvore-vi", "avrr-aria"])
@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_the_database_reads_the_same_cell(
    db: None, actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef, code: str, circumstance: str
) -> None:
    told: CaseStory
    if code == "arvore-vi":
        told = CaseStory(lay_case_ground(actor, office_lisbon, office_tehran, code, "pt"))
    else:
        told = TehranStory(lay_case_ground(actor, office_tehran, office_lisbon, code, "fa-af"))
    told.enrolled()
    with acting_as(told.by), connection.cursor() as cursor:
        cursor.execute("SELECT stage FROM cases_enrolmentmember WHERE id = %s", [told.standing[0]])
        row = cursor.fetchone()
        assert row is not None
        cursor.execute(
            "INSERT INTO cases_move (id, enrolment_member_id, code, old_stage, new_stage, outcome, reason, moved_at)"
            " VALUES (gen_random_uuid(), %s, 'cancelled', %s, 'closed', %s, '', now())",
            [told.standing[0], row[0], SHOWN_AS[circumstance]],
        )
        cursor.execute("SELECT line, cases_fate(id) FROM cases_dueitem WHERE enrolment_id = %s", [told.enrolment_id])
        found = dict(cursor.fetchall())
    place = CIRCUMSTANCES.index(circumstance)
    assert found == {line: cells[place] for line, cells in EXPECTED[code].items()}
