"""The hard cases of the demonstration: a child alone, a halt, somebody who leaves today, an authority, complaints."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.apps import apps

from safar.accounts import queries as accounts
from safar.cases import queries as case_queries
from safar.cases import services as cases
from safar.cases.types import SampleAsked
from safar.config.demonstration.beginning import DAYS, HOURS, Crew, Setting
from safar.config.demonstration.cast import INTERPRETERS, FamilyMember
from safar.config.demonstration.stories import ARVORE_FACTS, asked_for_decision, refused, waits_for_ticket
from safar.config.demonstration.walk import Walk
from safar.consent import services as consent
from safar.consent.types import AdvisoryGiven, CarerGiven, ChildViewGiven, InterpreterGiven
from safar.people.services import record_data_consent, record_guardian
from safar.people.types import ConsentGiven, GuardianGiven, Purpose
from safar.plumbing.scope import acting_as
from safar.plumbing.types import Actor

HardCase = Callable[[Crew, datetime], None]


def hard_cases() -> list[HardCase]:
    """Every hard case, each told by the services; those of a module only where it is on."""
    told: list[HardCase] = [child_alone, leaves_today, put_before_authority, halt_issued, sample_drawn]
    return [*told, complained] if apps.is_installed("safar.complaints") else told


def keep_interpreters(crew: Crew, office: str, now: datetime) -> None:
    """The interpreters whom an office knows."""
    with acting_as(crew.counsellor) as by:
        for plan in INTERPRETERS:
            if plan.office == office:
                consent.register_interpreter(
                    by=by, at=now, given=InterpreterGiven(
                        plan.name, tuple((code, True) for code in plan.languages), gender=plan.gender,
                        telephone=plan.telephone, agreement_on=(now - 200 * DAYS).date(),
                    ),
                )  # fmt: skip


def child_alone(crew: Crew, now: datetime) -> None:
    """A boy without his parents: heard, guarded, an aunt named; her home is not visited and nobody has decided yet."""
    boy = FamilyMember("Davi Nogueira Lima", "", "male", now.year - 13, relation="alone")
    walk = _walk(crew, boy, "BR", "Goiânia", now - 12 * DAYS, 201, is_unaccompanied_child=True)
    walk.open()
    walk.counsel(walk.begun + 2 * DAYS)
    at = walk.begun + 4 * DAYS
    child = walk.travellers[0]
    with acting_as(crew.counsellor) as by:
        heard = ChildViewGiven(heard_at=at, heard_by=by.name, wish="wants_to_return")
        consent.record_child_view(by=by, at=at, child_id=child, given=heard)
        appointed = GuardianGiven("court", "Despacho 17/26", at.date(), guardian_name="Teresa Lobo")
        guardianship = record_guardian(by=by, at=at, child_id=walk.persons[0], given=appointed)
        consent.record_guardian_answer(
            by=by, at=at + HOURS, child_id=child, guardianship_id=guardianship, agrees=True, said_at=at, paper="carta",
        )  # fmt: skip
        aunt = CarerGiven("Rosa Nogueira Lima", "Goiânia", "tia")
        consent.name_carer(by=by, at=at + HOURS, child_ids=[child], given=aunt)


def leaves_today(crew: Crew, now: datetime) -> None:
    """Has a seat in some hours, was asked again yesterday, and stands on the airport assistant's list."""
    for number, name in enumerate(("Jonas Vidal Amaro", "Iara Moura Teles"), 202):
        who = FamilyMember(name, "", "male" if number == 202 else "female", 1984 + number % 10)
        walk = _walk(crew, who, "BR", "Goiânia", now - 30 * DAYS, number)
        waits_for_ticket(walk, now)
        walk.arrange_journey(now - 3 * DAYS, leaves_at=now + 3 * HOURS)
        walk.ask_again(now - 20 * HOURS)


def put_before_authority(crew: Crew, now: datetime) -> None:
    """Agreed that an authority reads their application, which waits for its answer."""
    who = FamilyMember("Marlene Couto Braga", "", "female", 1983)
    walk = _walk(crew, who, "BR", "Altamira", now - 15 * DAYS, 204)
    asked_for_decision(walk, now)
    at = walk.begun + 6 * DAYS
    (authority,) = [office for office in accounts.offices() if office.kind == "authority"]
    with acting_as(crew.counsellor) as by:
        given = ConsentGiven(at - HOURS, "pt", Purpose.COMPETENT_AUTHORITY, authority.name)
        record_data_consent(by=by, at=at, person_id=walk.persons[0], consent=given)
        cases.submit_to_authority(
            by=by, at=at, enrolment_id=walk.enrolment.enrolment_id, authority_id=authority.id,
            member_ids=list(walk.case.members.values()),
        )  # fmt: skip


def halt_issued(crew: Crew, now: datetime) -> None:
    """Nobody leaves for Senegal: somebody is on the way there, and somebody packs."""
    words = (
        ("en", "The river has burst its banks. Roads and the airport are closed."),
        ("pt", "O rio transbordou. As estradas e o aeroporto estão fechados."),
        ("fr", "Le fleuve a débordé. Les routes et l’aéroport sont fermés."),
    )
    given = AdvisoryGiven("SN", "halt", "O rio transbordou; estradas e aeroporto fechados.", "OCHA", words=words)
    with acting_as(crew.protection) as by:
        consent.issue_advisory(by=by, at=now, given=given)


def sample_drawn(crew: Crew, now: datetime) -> None:
    """Some cases without names for the auditor."""
    auditor, drawer = accounts.user_id_of("auditor"), _colleague("erik", now)
    assert auditor is not None
    assert crew.counsellor.office_id is not None
    with acting_as(drawer) as by:
        cases.draw_sample(
            by=by, at=now, asked=SampleAsked(
                auditor_id=auditor, office_id=crew.counsellor.office_id, purpose="Annual audit", seed="2016-1",
                wanted=5, opened_from=(now - 300 * DAYS).date(), opened_until=now.date(), from_on=now.date(),
                until_on=(now + 60 * DAYS).date(),
            ),
        )  # fmt: skip


def complained(crew: Crew, now: datetime) -> None:
    """Somebody waits for an answer, somebody complains about a counsellor, and a refusal is contested."""
    from safar.complaints import services as complaints  # only where the module is on
    from safar.complaints.types import About, Channel, ComplaintGiven, ContestGiven, Ground

    accused = crew.counsellor.user_id
    assert accused is not None
    late = ComplaintGiven(
        About.SERVICE, Channel.IN_PERSON, "pt", "Esperei três horas e ninguém me disse nada.", now - 2 * DAYS
    )
    rude = ComplaintGiven(
        About.STAFF, Channel.IN_PERSON, "pt", "Falou comigo aos gritos.", now - DAYS, anonymous=True, accused=(accused,)
    )
    with acting_as(crew.second) as by:
        complaints.record_complaint(by=by, at=now - DAYS, given=late)
        complaints.record_complaint(by=by, at=now - HOURS, given=rude)
    who = FamilyMember("Gilberto Arruda Paz", "", "male", 1974)
    walk = _walk(crew, who, "BR", "Belém", now - 24 * DAYS, 205)
    refused(walk, now)
    with acting_as(crew.counsellor) as by:
        (refusal,) = [
            one for one in case_queries.refusals_of([walk.case.case_id])[walk.case.case_id] if one.kind != "rule"
        ]
        complaints.contest_refusal(
            by=by, at=now - 5 * DAYS, given=ContestGiven(
                case_id=walk.case.case_id, ground=Ground.WRONG_FACTS, words="O tribunal já levantou a proibição.",
                evidence="Despacho de 3 de Março", contested_on=(now - 5 * DAYS).date(), decision_id=refusal.id,
                answer_id=None,
            ),
        )  # fmt: skip


def _walk(
    crew: Crew, who: FamilyMember, country: str, town: str, begun: datetime, number: int, **differs: bool
) -> Walk:
    facts: dict[str, bool | int | str] = {**ARVORE_FACTS, **differs}
    setting = Setting("arvore-vi", "PT", country, town, country, "pt", "pt", facts)
    morning = begun.replace(hour=6, minute=30, second=0, microsecond=0)
    return Walk(crew, setting, [who], morning, number)


def _colleague(username: str, now: datetime) -> Actor:
    user_id = accounts.user_id_of(username)
    assert user_id is not None
    return accounts.actor_for(user_id, now.date(), channel="demo")
