"""What happens without anybody asking: permits lapse on their day, and the log is sealed so that changes show."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest

from safar.accounts.types import OfficeRef
from safar.config import caretaker
from safar.plumbing.audit import record
from safar.plumbing.models import AuditSeal
from safar.plumbing.scope import acting_as
from tests.conftest import ActorMaker

NOW = datetime(2016, 1, 5, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_a_round_seals_each_offices_log_in_a_chain(
    actor: ActorMaker, office_lisbon: OfficeRef, office_tehran: OfficeRef
) -> None:
    for office in (office_lisbon, office_tehran):
        by = actor("counsellor", office)
        with acting_as(by):
            record(by=by, at=NOW, action="test.done", subject="thing", subject_id="1")
    caretaker.one_round()
    ana = actor("counsellor", office_lisbon)
    with acting_as(ana):
        record(by=ana, at=NOW, action="test.done", subject="thing", subject_id="2")
    caretaker.one_round()
    with acting_as(ana):
        seals = list(AuditSeal.objects.filter(office_id=office_lisbon.id).order_by("number"))
        assert [seal.number for seal in seals] == [1, 2]
        assert seals[0].last_entry < seals[1].first_entry
        assert seals[0].digest != seals[1].digest
        assert not AuditSeal.objects.filter(office_id=office_tehran.id).exists()


@pytest.mark.django_db
def test_a_round_with_nothing_to_do_does_nothing(actor: ActorMaker, office_lisbon: OfficeRef) -> None:
    actor("counsellor", office_lisbon)
    caretaker.one_round()
    assert caretaker.one_round() == (0, 0)


def test_the_seal_is_the_digest_of_what_the_log_says(
    committed: None, actor: ActorMaker, office_lisbon: OfficeRef, owner: psycopg.Connection
) -> None:
    ana = actor("counsellor", office_lisbon)
    with acting_as(ana):
        record(by=ana, at=NOW, action="test.done", subject="thing", subject_id="1")
    caretaker.one_round()
    again = (
        "SELECT s.digest, encode(sha256(convert_to(string_agg(row_to_json(e)::text, E'\\n' ORDER BY e.id), 'UTF8')),"
        " 'hex') FROM plumbing_auditseal s"
        " JOIN plumbing_auditentry e ON e.office_id = s.office_id AND e.id BETWEEN s.first_entry AND s.last_entry"
        " WHERE s.number = 1 GROUP BY s.id"
    )
    sealed, found = owner.execute(again).fetchone() or ("", "")
    assert sealed == found
    owner.execute("UPDATE plumbing_auditentry SET action = 'test.undone' WHERE action = 'test.done'")
    sealed, found = owner.execute(again).fetchone() or ("", "")
    assert sealed != found
