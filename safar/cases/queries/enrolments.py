"""The way of each enrolment on the case file: stages by members, the next moves, and what they wait for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from safar.accounts import queries as accounts
from safar.cases.contexts import contexts_of, gate_lines
from safar.cases.gates import answers, gates_of
from safar.cases.gates.inherited import inherited_answers, inherited_decisions
from safar.cases.models import Case, Decision, DueItem, EligibilityAnswer, Enrolment, EnrolmentMember, Move
from safar.cases.queries.dues import LifeOf, life_of, promise_lines
from safar.cases.queries.headings import Heading, in_reader_language, reader_language
from safar.cases.rules import way_states
from safar.cases.types import (
    DecisionLine,
    EligibilityLine,
    EnrolmentView,
    GateAnswer,
    GateLine,
    MemberContext,
    MemberMove,
    NextMove,
    PlaceInLine,
    StageHead,
    WayCell,
    WayRow,
)
from safar.plumbing.types import Actor
from safar.programmes import queries as programmes
from safar.programmes.types import Move as ProgrammeMove
from safar.programmes.types import Programme, PublishedProgramme

Found = Mapping[str, Mapping[UUID, GateAnswer]]


def enrolment_views(by: Actor, case: Case, heading: Heading, at: datetime) -> tuple[EnrolmentView, ...]:
    """Every enrolment of the case, the oldest first."""
    enrolments = list(Enrolment.objects.filter(case=case).order_by("enrolled_at"))
    if not enrolments:
        return ()
    versions = programmes.published_by_ids({one.programme_version_id for one in enrolments})
    rows = list(
        EnrolmentMember.objects.filter(enrolment__in=enrolments)
        .select_related("member")
        .order_by("member__position", "recorded_at")
    )
    contexts = contexts_of([row.id for row in rows if row.phase != "closed" and row.member.left_at is None], at)
    codes = {
        gate
        for context in contexts
        for move in context.programme.moves
        if context.stage in move.from_stages
        for gate in gates_of(move)
    }
    found = answers(sorted(codes), contexts)
    items = list(DueItem.objects.filter(enrolment__in=enrolments, superseded_at=None).prefetch_related("promises"))
    told = _Told(
        visited=_visited(rows),
        lines=_waiting_lines(enrolments),
        eligibility=_eligibility(enrolments),
        decisions=_decisions(enrolments),
        items=items,
        life=life_of(items),
    )
    return tuple(
        _view(
            by,
            enrolment,
            versions[enrolment.programme_version_id],
            [context for context in contexts if context.enrolment_id == enrolment.id],
            [row for row in rows if row.enrolment_id == enrolment.id],
            heading,
            found,
            told,
            at,
        )
        for enrolment in enrolments
    )


@dataclass(frozen=True)
class _Told:
    """What was fetched for all enrolments of the case together."""

    visited: Mapping[UUID, frozenset[str]]
    lines: Mapping[UUID, PlaceInLine]
    eligibility: Mapping[UUID, Sequence[EligibilityLine]]
    decisions: Mapping[UUID, Sequence[DecisionLine]]
    items: Sequence[DueItem]
    life: Mapping[UUID, LifeOf]


def _view(
    by: Actor,
    enrolment: Enrolment,
    published: PublishedProgramme,
    contexts: Sequence[MemberContext],
    rows: Sequence[EnrolmentMember],
    heading: Heading,
    found: Found,
    told: _Told,
    at: datetime,
) -> EnrolmentView:
    programme = published.programme
    forward = _forward(programme, contexts)
    gates = _lines(forward, contexts, found)
    return EnrolmentView(
        id=enrolment.id,
        programme_version_id=published.id,
        programme_code=programme.code,
        programme=in_reader_language(programme.names),
        version=str(programme.version),
        facts=enrolment.facts,
        waiting=told.lines.get(enrolment.id),
        stages=tuple(StageHead(stage.code, in_reader_language(stage.names), stage.phase) for stage in programme.stages),
        rows=tuple(_way_row(row, heading, programme, told.visited, found, forward, at) for row in rows),
        moves=tuple(_next_move(by, move, programme, contexts, found) for move in _open_moves(programme, contexts)),
        blockers=tuple(line for line in gates if line.state != "met"),
        met=tuple(line for line in gates if line.state == "met"),
        eligibility=tuple(told.eligibility.get(enrolment.id, ())),
        decisions=tuple(told.decisions.get(enrolment.id, ())),
        promises=promise_lines(
            [item for item in told.items if item.enrolment_id == enrolment.id], rows, heading, told.life
        ),
    )


def _open_moves(programme: Programme, contexts: Sequence[MemberContext]) -> list[ProgrammeMove]:
    stages = {context.stage for context in contexts}
    return [move for move in programme.moves if stages & set(move.from_stages)]


def _forward(programme: Programme, contexts: Sequence[MemberContext]) -> dict[str, ProgrammeMove]:
    """For each stage somebody stands at, the move that leads on: the first to a later stage that asks for no reason."""
    order = [stage.code for stage in programme.stages]
    found: dict[str, ProgrammeMove] = {}
    for stage in {context.stage for context in contexts}:
        onward = [
            move
            for move in programme.moves
            if stage in move.from_stages and order.index(move.to) > order.index(stage) and not move.reason_required
        ]
        if onward:
            found[stage] = onward[0]
    return found


def _lines(forward: Mapping[str, ProgrammeMove], contexts: Sequence[MemberContext], found: Found) -> list[GateLine]:
    asked: dict[str, dict[UUID, GateAnswer]] = {}
    for context in contexts:
        for gate in gates_of(forward[context.stage]) if context.stage in forward else ():
            asked.setdefault(gate, {})[context.enrolment_member_id] = found[gate][context.enrolment_member_id]
    return gate_lines(asked, contexts)


def _way_row(
    row: EnrolmentMember,
    heading: Heading,
    programme: Programme,
    visited: Mapping[UUID, frozenset[str]],
    found: Found,
    forward: Mapping[str, ProgrammeMove],
    at: datetime,
) -> WayRow:
    codes = [stage.code for stage in programme.stages]
    gates = gates_of(forward[row.stage]) if row.stage in forward else ()
    held = any(found[gate][row.id].stopped for gate in gates if gate in found and row.id in found[gate])
    states = way_states(codes, row.stage, visited.get(row.id, frozenset()), row.phase == "closed", held)
    person = heading.persons.get(row.member.person_id)
    return WayRow(
        enrolment_member_id=row.id,
        member_id=row.member_id,
        person_id=row.member.person_id,
        traveller_id=row.member.traveller_id,
        name=heading.name(row.member_id),
        age=person.age_text(localdate(at), reader_language()) if person else "",
        role=row.member.role,
        stage=row.stage,
        entered_at=row.entered_at,
        outcome=_outcome_name(programme, row.outcome),
        cells=tuple(WayCell(code, state) for code, state in zip(codes, states, strict=True)),  # type: ignore[arg-type]
    )


def _outcome_name(programme: Programme, code: str) -> str:
    names = {outcome.code: outcome.names for outcome in programme.outcomes}
    return in_reader_language(names[code]) if code in names else ""


def _next_move(
    by: Actor, move: ProgrammeMove, programme: Programme, contexts: Sequence[MemberContext], found: Found
) -> NextMove:
    here = [context for context in contexts if context.stage in move.from_stages]
    members = []
    for context in here:
        closed = [found[gate][context.enrolment_member_id] for gate in gates_of(move)]
        blockers = tuple(answer.sentence for answer in closed if not answer.ok)
        members.append(MemberMove(context.enrolment_member_id, context.name, not blockers, blockers))
    return NextMove(
        code=move.code,
        name=in_reader_language(move.names),
        to_stage=move.to,
        to_stage_name=in_reader_language(programme.stage(move.to).names),
        two_person=move.two_person,
        reason_required=move.reason_required,
        outcome_required=move.outcome_required,
        may=by.role in move.by and accounts.may(by, "cases.move"),
        members=tuple(members),
    )


def _visited(rows: Sequence[EnrolmentMember]) -> dict[UUID, frozenset[str]]:
    """The stages each member has stood at."""
    found: dict[UUID, set[str]] = {row.id: {row.stage} for row in rows}
    for member_id, old in Move.objects.filter(enrolment_member__in=rows).values_list(
        "enrolment_member_id", "old_stage"
    ):
        found[member_id].add(old)
    return {member_id: frozenset(stages) for member_id, stages in found.items()}


def _waiting_lines(enrolments: Sequence[Enrolment]) -> dict[UUID, PlaceInLine]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT enrolment, place, waiting, since, places, unit FROM cases_waiting_list(%s)",
            [[one.id for one in enrolments]],
        )
        return {row[0]: PlaceInLine(row[1], row[2], row[3], row[4], row[5]) for row in cursor.fetchall()}


def eligibility_lines(rows: Sequence[EligibilityAnswer], names: Mapping[int, str]) -> list[EligibilityLine]:
    """Stored answers of rules in the reader's language."""
    return [
        EligibilityLine(
            id=row.id,
            rule=row.rule,
            answer=row.answer,
            sentence=in_reader_language(row.sentences),
            source=row.source,
            asks=tuple(row.asks),
            settled_as=row.settled_as,
            settled_by=names.get(row.settled_by_id or 0, ""),
            settled_reason=row.settled_reason,
        )
        for row in rows
    ]


def _eligibility(enrolments: Sequence[Enrolment]) -> dict[UUID, list[EligibilityLine]]:
    own = list(EligibilityAnswer.objects.filter(enrolment__in=enrolments, superseded_at=None).order_by("checked_at"))
    held = [(row.enrolment_id, row) for row in own] + list(inherited_answers([one.id for one in enrolments]))
    rows = [row for _enrolment, row in held]
    names = accounts.names_of({row.settled_by_id for row in rows if row.settled_by_id is not None})
    found: dict[UUID, list[EligibilityLine]] = {}
    for (enrolment_id, _row), line in zip(held, eligibility_lines(rows, names), strict=True):
        found.setdefault(enrolment_id, []).append(line)
    return found


def _decisions(enrolments: Sequence[Enrolment]) -> dict[UUID, list[DecisionLine]]:
    found: dict[UUID, list[DecisionLine]] = {}
    own = Decision.objects.filter(enrolment__in=enrolments).order_by("-decided_on", "-recorded_at")
    before = list(inherited_decisions([one.id for one in enrolments]))
    for enrolment_id, row in [*((row.enrolment_id, row) for row in own), *reversed(before)]:
        found.setdefault(enrolment_id, []).append(
            DecisionLine(
                id=row.id,
                kind=row.kind,
                answer=row.answer,
                reasons=tuple(row.reasons),
                remedy=row.remedy,
                remedy_until=row.remedy_until,
                decided_on=row.decided_on,
                decided_by=row.decided_by,
                reference=row.reference,
            )
        )
    return found
