"""Every cell of the table of roles and permissions is asked once, against a copy written down here by hand."""

from __future__ import annotations

import pytest

from safar.accounts.permissions import PERMISSIONS
from safar.accounts.rules import may
from safar.accounts.types import Role
from safar.plumbing.types import NOBODY, Actor

# One letter a role: Counsellor, Protection, Movement, Reintegration, programme mAnager, Data protection, admInistrator,
# competent auThority, aUditor, airport assistant (F, from the field), complaints Officer.
LETTERS = {
    "C": Role.COUNSELLOR,
    "P": Role.PROTECTION_OFFICER,
    "M": Role.MOVEMENT_OFFICER,
    "R": Role.REINTEGRATION_OFFICER,
    "A": Role.PROGRAMME_MANAGER,
    "D": Role.DATA_PROTECTION_OFFICER,
    "I": Role.ADMINISTRATOR,
    "T": Role.COMPETENT_AUTHORITY,
    "U": Role.AUDITOR,
    "F": Role.AIRPORT_ASSISTANT,
    "O": Role.COMPLAINTS_OFFICER,
}
TABLE = """
accounts.manage_staff           I
accounts.read_access_log        D
accounts.break_glass            CPMRA
accounts.review_break_glass     D
programmes.publish              AI
programmes.read                 CPMRADI
people.read                     CPMRAD
people.search                   CPMRAD
people.import                   CA
people.register                 CPRA
people.correct                  CPRA
people.keep_documents           CPMRA
people.restrict                 P
people.trace                    CP
people.alias                    P
people.adjudicate              CPRA
people.dedupe                  PA
people.merge                   PA
people.record_enquiry           CPRA
consent.read                    CPMRAD
consent.open_journey            CPRA
consent.change_journey          CPRA
consent.counsel                 CP
consent.decide_best_interest    P
consent.hand_over_child         CPMR
consent.prepare_child           CP
consent.read_children           CPA
consent.verify_carer            CPR
consent.screen                  CP
consent.clear_screen            P
consent.declare                 CP
consent.transcribe              CP
consent.check_paper             CPA
consent.issue_blanks            CPA
consent.confirm                 CPMF
consent.withdraw                CPMRA
consent.hold                    CPMRA
consent.release_hold            P
consent.reach_alone             CP
consent.depart                  CMAF
consent.arrive                  CMRAF
consent.report_death            CPMRA
consent.publish_texts           PAI
consent.approve_texts           PA
consent.issue_advisory          PA
consent.tell_advisory           CPMRA
consent.register_interpreter    CPMA
consent.book_interpreter        CPMRA
consent.find_interpreter_unfit  PA
consent.review_late_entries     AD
consent.record_removal          CPA
cases.read                      CPMRAD
cases.open                      CPRA
cases.move                      CPMRA
cases.approve                   A
cases.decide                    A
cases.hold                      CPA
cases.close                     CRA
cases.change_members            CPRA
cases.settle_change             CPMRA
cases.reassess_child            P
cases.tell_to_save_life         CPRA
cases.write_agreements          D
cases.read_transfers            D
cases.read_disclosures          CPRAD
cases.transfer                  CRA
cases.documents                 CMA
cases.appoint                   CPMRA
cases.note                      CPMRA
cases.refer                     CPRA
cases.answer_escalation         P
cases.protection_note           P
cases.tasks                     CPMRA
cases.hand_over                 CMRA
cases.approve_amount            A
cases.import                    CA
cases.submit_to_authority       CA
cases.decide_as_authority       T
cases.send_consular_request     CMA
cases.prepare_border_list       MA
cases.release_border_list       PMA
cases.draw_audit_sample         D
cases.read_audit_sample         U
movements.read                  CPMRA
movements.change                CMA
movements.report                FM
movements.keep_stations         MA
complaints.contest              CPRA
complaints.handle               O
complaints.record               CPMRADO
complaints.second_opinion       A
desk.manage                     A
"""


def _somebody(role: str) -> Actor:
    return Actor(user_id=1, name="", role=role, office_id=1, offices=frozenset({1}))


EXPECTED = {line.split()[0]: line.split()[1] for line in TABLE.strip().splitlines()}
CELLS = [(permission, letter) for permission in PERMISSIONS for letter in LETTERS]


def test_the_copy_names_every_permission() -> None:
    assert sorted(EXPECTED) == sorted(PERMISSIONS)


@pytest.mark.parametrize(("permission", "letter"), CELLS, ids=[f"{p}-{LETTERS[x].value}" for p, x in CELLS])
def test_cell(permission: str, letter: str) -> None:
    assert may(_somebody(LETTERS[letter]), permission) == (letter in EXPECTED[permission])


@pytest.mark.parametrize("permission", sorted(PERMISSIONS))
def test_nobody_may_nothing(permission: str) -> None:
    assert not may(NOBODY, permission)
    assert not may(_somebody("director"), permission)


def test_an_unknown_permission_is_held_by_nobody() -> None:
    assert not any(may(_somebody(role), "cases.fly") for role in Role.values)
