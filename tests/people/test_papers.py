"""Documents, the hands they pass through, contacts, consents and enquiries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from safar.accounts.services import NotAllowed
from safar.accounts.types import OfficeRef
from safar.people.models import Custody, DataConsent
from safar.people.queries import (
    contacts_of,
    data_consents_of,
    documents_of,
    enquiries_between,
    papers_we_hold,
    people_in,
)
from safar.people.services import (
    add_document,
    correct_document,
    end_contact,
    move_document,
    record_data_consent,
    record_enquiry,
    set_safe_contact,
    turn_enquiry_into_person,
    withdraw_data_consent,
)
from safar.people.types import (
    Channel,
    ConsentGiven,
    ContactGiven,
    DocumentGiven,
    DocumentKind,
    EnquiryTopic,
    Holder,
    NameGiven,
    Purpose,
)
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from tests.conftest import ActorMaker
from tests.people.conftest import NOW, Registrar, details

pytestmark = pytest.mark.django_db
Scoped = Callable[[Actor], AbstractContextManager[Actor]]
PASSPORT = DocumentGiven(DocumentKind.PASSPORT, "P 123", "AF", date(2015, 1, 1), date(2020, 1, 1))
LATER = NOW + timedelta(hours=2)


def test_a_document_passes_from_hand_to_hand(counsellor: Actor, scoped: Scoped, register: Registrar) -> None:
    """A receipt whenever we take it or give it up; the chain only grows, and forward."""
    with scoped(counsellor):
        person_id = register(counsellor)
        document_id = add_document(by=counsellor, at=NOW, person_id=person_id, document=PASSPORT)
        with pytest.raises(Refused) as refused:
            move_document(by=counsellor, at=LATER, document_id=document_id, holder=Holder.US)
        assert refused.value.code == "people_receipt_needed"
        move_document(by=counsellor, at=LATER, document_id=document_id, holder=Holder.US, receipt="R-1")
        assert [paper.id for paper in papers_we_hold()] == [document_id]
        with pytest.raises(Refused) as earlier:
            move_document(by=counsellor, at=LATER, document_id=document_id, holder=Holder.LOST, since=NOW, receipt="R")
        assert earlier.value.code == "people_custody_earlier"
        move_document(
            by=counsellor, at=LATER + timedelta(hours=1), document_id=document_id, holder=Holder.EMBASSY, receipt="R-2"
        )
        (document,) = documents_of([person_id])[person_id]
        assert [link.holder for link in document.custody] == [Holder.EMBASSY, Holder.US, Holder.PERSON]
        assert papers_we_hold() == []
        with pytest.raises(ProgrammingError), transaction.atomic():
            Custody.objects.update(receipt="another")


def test_papers_are_refused_with_their_sentence(
    counsellor: Actor, stranger: Actor, scoped: Scoped, register: Registrar
) -> None:
    """Dates the wrong way round, the same paper twice, a paper of somebody out of sight, one we keep unsigned."""
    with scoped(counsellor):
        person_id = register(counsellor)
        document_id = add_document(by=counsellor, at=NOW, person_id=person_id, document=PASSPORT)
        backwards = DocumentGiven(DocumentKind.HOVIAT, "1", "IR", date(2020, 1, 1), date(2019, 1, 1))
        ours = DocumentGiven(DocumentKind.AMAYESH, "2", "IR", holder=Holder.US)
        for wrong, code in (
            (backwards, "people_document_dates"),
            (DocumentGiven(DocumentKind.PASSPORT, "p-123", "AF"), "people_document_once"),
            (ours, "people_receipt_needed"),
        ):
            with pytest.raises(Refused) as refused:
                add_document(by=counsellor, at=NOW, person_id=person_id, document=wrong)
            assert refused.value.code == code
        corrected = DocumentGiven(DocumentKind.PASSPORT, "P 124", "AF")
        correct_document(by=counsellor, at=NOW, document_id=document_id, document=corrected)
        assert documents_of([person_id])[person_id][0].number == "P 124"
    with scoped(stranger), pytest.raises(Refused) as unseen:
        move_document(by=stranger, at=LATER, document_id=document_id, holder=Holder.LOST)
    assert unseen.value.code == "people_document_unknown"


def test_d22_a_safe_contact_leaves_no_message_unless_told(
    counsellor: Actor, scoped: Scoped, register: Registrar
) -> None:
    """The number is masked for pages; a replaced one is called no more."""
    with scoped(counsellor):
        person_id = register(counsellor)
        first = set_safe_contact(
            by=counsellor, at=NOW, person_id=person_id, contact=ContactGiven(Channel.PHONE, "+98 912 000 0217")
        )
        (contact,) = contacts_of([person_id])[person_id]
        assert not contact.may_leave_message
        assert contact.masked.startswith("+98")
        assert "912" not in contact.masked
        second = set_safe_contact(
            by=counsellor,
            at=LATER,
            person_id=person_id,
            contact=ContactGiven(Channel.PHONE, "+98 935 111 2233", may_leave_message=True),
            replaces=first,
        )
        assert [contact.id for contact in contacts_of([person_id])[person_id]] == [second]
        end_contact(by=counsellor, at=LATER, contact_id=second)
        assert contacts_of([person_id]) == {}
        with pytest.raises(Refused) as empty:
            set_safe_contact(by=counsellor, at=NOW, person_id=person_id, contact=ContactGiven(Channel.PHONE, "  "))
        assert empty.value.code == "people_contact_number"


def test_d4_each_use_of_data_is_agreed_to_by_itself_and_taken_back_once(
    counsellor: Actor, scoped: Scoped, register: Registrar
) -> None:
    """A purpose needs its recipient; what was withdrawn stays so, even against raw SQL."""
    with scoped(counsellor):
        person_id = register(counsellor)
        with pytest.raises(Refused) as nameless:
            record_data_consent(
                by=counsellor, at=NOW, person_id=person_id, consent=ConsentGiven(NOW, "fa-af", Purpose.CARRIER)
            )
        assert nameless.value.code == "people_consent_recipient"
        to_carrier = ConsentGiven(NOW, "fa-af", Purpose.CARRIER, "Mahan Air")
        consent_id = record_data_consent(by=counsellor, at=NOW, person_id=person_id, consent=to_carrier)
        with pytest.raises(Refused) as twice:
            record_data_consent(by=counsellor, at=NOW, person_id=person_id, consent=to_carrier)
        assert twice.value.code == "people_consent_once"
        withdraw_data_consent(by=counsellor, at=LATER, consent_id=consent_id)
        fact = next(fact for fact in data_consents_of([person_id])[person_id] if fact.id == consent_id)
        assert not fact.holds_on(NOW.date())
        with pytest.raises(IntegrityError), transaction.atomic():
            DataConsent.objects.filter(id=consent_id).update(withdrawn_at=None)
        with pytest.raises(ProgrammingError), transaction.atomic():
            DataConsent.objects.filter(id=consent_id).update(recipient="Somebody else")
        with pytest.raises(Refused) as again:
            withdraw_data_consent(by=counsellor, at=LATER, consent_id=consent_id)
        assert again.value.code == "people_consent_withdrawn"


def test_an_enquiry_stays_nameless_and_may_lead_to_a_registration(
    counsellor: Actor, stranger: Actor, actor: ActorMaker, office_lisbon: OfficeRef, scoped: Scoped
) -> None:
    """It remembers that it did, never to whose, and only once; other offices do not see it."""
    with scoped(counsellor):
        enquiry_id = record_enquiry(
            by=counsellor, at=NOW, on=NOW.date(), topic=EnquiryTopic.RETURN, language="ur", nationality="PK"
        )
        person_id = turn_enquiry_into_person(
            by=counsellor,
            at=NOW,
            enquiry_id=enquiry_id,
            consent=ConsentGiven(NOW, "ur"),
            names=[NameGiven("Imran")],
            details=details(),
        )
        assert person_id in people_in([person_id])
        (fact,) = enquiries_between(NOW.date(), NOW.date())
        assert fact.led_to_registration
        with pytest.raises(Refused) as used:
            turn_enquiry_into_person(
                by=counsellor,
                at=NOW,
                enquiry_id=enquiry_id,
                consent=ConsentGiven(NOW, "ur"),
                names=[NameGiven("Usman")],
                details=details(),
            )
        assert used.value.code == "people_enquiry_used"
        with pytest.raises(Refused) as future:
            record_enquiry(by=counsellor, at=NOW, on=date(2016, 6, 2), topic=EnquiryTopic.OTHER)
        assert future.value.code == "people_enquiry_in_future"
    with scoped(stranger):
        assert enquiries_between(NOW.date(), NOW.date()) == []
    officer = actor("data_protection_officer", office_lisbon)
    with scoped(officer), pytest.raises(NotAllowed):
        record_enquiry(by=officer, at=NOW, on=NOW.date(), topic=EnquiryTopic.OTHER)


def test_what_is_not_there_is_refused_with_a_sentence(counsellor: Actor, scoped: Scoped) -> None:
    """And never with a fault of ours."""
    with scoped(counsellor):
        for call in (
            lambda: add_document(by=counsellor, at=NOW, person_id=uuid4(), document=PASSPORT),
            lambda: end_contact(by=counsellor, at=NOW, contact_id=uuid4()),
            lambda: withdraw_data_consent(by=counsellor, at=NOW, consent_id=uuid4()),
            lambda: move_document(by=counsellor, at=NOW, document_id=uuid4(), holder=Holder.LOST),
        ):
            with pytest.raises(Refused) as refused:
                call()
            assert "There is no such" in refused.value.sentence
