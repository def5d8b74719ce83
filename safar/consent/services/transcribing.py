"""A declaration on paper comes into force: entered by one, checked by another, and the person reached and says so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.consent.models import Declaration, PaperCheck, PaperDeclaration, PaperReach, PaperScan
from safar.consent.queries.transcribed import state_of
from safar.consent.services.blanks import use_blank
from safar.consent.services.declarations import pack_then, permit_for, text_then
from safar.consent.services.interpreters import interpreter_named
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import lines_of, text_of, traveller_of
from safar.consent.services.withdrawals import record_not_reached
from safar.consent.types import PaperGiven, PaperOutcome, PaperReading, Reached, ReachGiven
from safar.consent.wording import refusing
from safar.kernel.scans import MOST_SCANS, Scan, read_scan
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.wording import clearly


def enter_paper_declaration(*, by: Actor, at: datetime, given: PaperGiven) -> UUID:
    """Enter what stands on a paper, with its scan; nothing rests on it until it is checked and the person says so.

    A talk with the person must be on file, entered from paper too if need be. Refused without a scan, with a witness
    who may not be one, with a number that is used, or while another paper of the person is on its way.
    """
    require(by, "consent.transcribe")
    traveller = traveller_of(given.declaration.traveller_id)
    scans = _scans(given.scans)
    with refusing():
        paper = _write_paper(traveller.journey.programme_code, at, given)
        for page, scan in enumerate(scans, 1):
            PaperScan.objects.create(paper=paper, page=page, media_type=scan.media_type, content=scan.content)
        if given.blank_number:
            use_blank(by=by, at=at, number=given.blank_number, paper_id=paper.id)
        note_traveller(by, at, "paper_entered", traveller, paper=str(paper.id), scans=len(scans))
    return paper.id


def _scans(files: tuple[bytes, ...]) -> list[Scan]:
    if not files:
        raise Refused("v1_paper_without_scan", field="scans")
    if len(files) > MOST_SCANS:
        raise Refused("consent_too_many_scans", field="scans", most=MOST_SCANS)
    with clearly("scans"):
        return [read_scan(content) for content in files]


def _write_paper(code: str, at: datetime, given: PaperGiven) -> PaperDeclaration:
    said = given.declaration
    return PaperDeclaration.objects.create(
        traveller_id=said.traveller_id,
        session_id=said.session_id,
        text_id=said.text_id or text_then(code, said.language, said.signed_at),
        pack_id=said.pack_id or pack_then(code, said.language, said.signed_at),
        language=said.language,
        interpreter_name=text_of(said.interpreter_name, "interpreter_name"),
        no_interpreter_needed=said.no_interpreter_needed,
        manner=said.manner,
        place=text_of(said.place, "place"),
        witness_name=text_of(said.witness_name, "witness_name"),
        witness_relation=said.witness_relation,
        signed_at=said.signed_at,
        copy_answer=said.copy_answer,
        reading_aloud_answer=said.reading_aloud_answer,
        shortened_by_person=said.shortened_by_person,
        shortened_reason=lines_of(said.shortened_reason, "shortened_reason"),
        second_officer_id=said.second_officer_id,
        legal_advice_offered=said.legal_advice_offered,
        children=list(said.children),
        in_sight=[one.kind for one in said.presences if one.in_sight],
        in_hearing=[one.kind for one in said.presences if one.in_hearing],
        entered_at=at,
    )


def check_paper_declaration(*, by: Actor, at: datetime, paper_id: UUID, read: PaperReading) -> tuple[str, ...]:
    """Another colleague reads the scan and types the decisive answers again; the database says what differs.

    Nothing differs: the person can be reached. Something does: the entry is void and the paper is entered anew. Refused
    to whoever entered it.
    """
    require(by, "consent.check_paper")
    paper = _paper(paper_id)
    with refusing():
        made = PaperCheck.objects.create(
            paper=paper,
            traveller_id=paper.traveller_id,
            checked_at=at,
            signed_at=read.signed_at,
            held_on=read.held_on,
            language=read.language,
            manner=read.manner,
            witness_name=text_of(read.witness_name, "witness_name"),
            interpreter_name=text_of(read.interpreter_name, "interpreter_name"),
            lines=sorted(read.lines),
        )
        made.refresh_from_db(fields=["differences"])
        note_traveller(
            by, at, "paper_checked", traveller_of(paper.traveller_id), paper=str(paper.id),
            differences=list(made.differences),
        )  # fmt: skip
    return tuple(made.differences)


def record_paper_reached(*, by: Actor, at: datetime, paper_id: UUID, given: ReachGiven) -> PaperOutcome:
    """The person was spoken with alone about their paper, or could not be reached.

    Their yes makes the declaration, and the permit when no rule stands against it. “I changed my mind” withdraws; “I
    never signed this” makes the paper void for ever, holds the case and calls the protection officer.
    """
    require(by, "consent.declare")
    paper = _paper(paper_id)
    with refusing():
        PaperReach.objects.create(
            paper=paper,
            traveller_id=paper.traveller_id,
            outcome=given.outcome,
            spoke_at=given.spoke_at,
            alone=given.alone,
            channel=given.channel,
            contact_id=given.contact_id,
            language=given.language,
            interpreter_name=text_of(given.interpreter_name, "interpreter_name"),
            no_interpreter_needed=given.no_interpreter_needed,
            note=lines_of(given.note, "note"),
        )
        note_traveller(
            by, at, "paper_reached", traveller_of(paper.traveller_id), paper=str(paper.id), outcome=given.outcome
        )
        if given.outcome == Reached.NOT_REACHED:
            record_not_reached(by=by, at=at, traveller_id=paper.traveller_id, since=given.spoke_at)
        if given.outcome == Reached.CONFIRMS:
            return _in_force(by, max(at, given.spoke_at), paper)
    return PaperOutcome(state_of(paper.id))


def _in_force(by: Actor, at: datetime, paper: PaperDeclaration) -> PaperOutcome:
    """The declaration; the database writes into it what stands on the paper, whatever is given here."""
    traveller = traveller_of(paper.traveller_id)
    declaration = Declaration.objects.create(
        paper=paper,
        traveller=traveller,
        session_id=paper.session_id,
        text_id=paper.text_id,
        pack_id=paper.pack_id,
        signed_by_id=traveller.person_id,
        language=paper.language,
        manner=paper.manner,
        place=paper.place,
        witness_name=paper.witness_name,
        witness_relation=paper.witness_relation,
        signed_at=paper.signed_at,
        no_interpreter_needed=paper.no_interpreter_needed,
        interpreter_name=paper.interpreter_name,
        interpreter_id=interpreter_named(by, at, paper.interpreter_name, None)[0],
    )
    note_traveller(by, at, "declaration_made", traveller, declaration=str(declaration.id), paper=str(paper.id))
    outcome = permit_for(by, at, traveller)
    return PaperOutcome(state_of(paper.id), declaration.id, outcome.permit_id, outcome.refusals)


def _paper(paper_id: UUID) -> PaperDeclaration:
    paper = PaperDeclaration.objects.filter(id=paper_id).first()
    if paper is None:
        raise Refused("consent_unknown")
    return paper
