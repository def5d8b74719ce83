"""The gates that rest on consent: each wraps what the database itself would refuse, in the same words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from safar.cases.gates.evidence import Evidence, evidence_for
from safar.cases.types import ClearWith, GateAnswer, GateCheck, GateOffer, MemberContext
from safar.consent.types import Refusal

INFORMATION_RULES = frozenset({"V3"})
SCREEN_RULES = frozenset({"V6"})
CONFIRMATION_RULES = frozenset({"V11"})
STEP_RULES = frozenset({"V17"})


def each(answer: Callable[[Evidence, MemberContext], GateAnswer]) -> GateCheck:
    """A check that asks a question of one member with facts fetched for all."""

    def check(contexts: Sequence[MemberContext]) -> Mapping[UUID, GateAnswer]:
        evidence = evidence_for(contexts)
        return {context.enrolment_member_id: answer(evidence, context) for context in contexts}

    return check


def met(sentence: str, since: date | None = None) -> GateAnswer:
    """The gate is open."""
    return GateAnswer(ok=True, sentence=sentence, since=since)


def why(refusals: Sequence[Refusal]) -> str:
    """Every reason, one sentence after the other."""
    return " ".join(refusal.sentence for refusal in refusals)


def only(refusals: Sequence[Refusal], rules: frozenset[str]) -> list[Refusal]:
    """The refusals of some rules."""
    return [refusal for refusal in refusals if refusal.rule in rules]


def _counselled(evidence: Evidence, context: MemberContext) -> GateAnswer:
    sessions = evidence.sessions.get(context.traveller_id, []) if context.traveller_id else []
    if sessions:
        first = min(session.held_at for session in sessions)
        return met(_("%(name)s has been counselled.") % {"name": context.name}, first.date())
    return GateAnswer(
        ok=False,
        sentence=_("%(name)s has had no counselling session yet.") % {"name": context.name},
        why=_("Hold a session and write it down, with everyone who is to travel."),
        clear_with=ClearWith("consent:session", _("Write down a session"), context.journey_id, "consent.counsel"),
    )


def _from_permit(
    rules: frozenset[str], good: str, bad: str, clear: Callable[[MemberContext], ClearWith], may_stop: bool = False
) -> Callable[[Evidence, MemberContext], GateAnswer]:
    def answer(evidence: Evidence, context: MemberContext) -> GateAnswer:
        line = evidence.traveller(context)
        waits = evidence.permit_waits.get(context.traveller_id, []) if context.traveller_id else []
        found = only(waits, rules)
        if line is not None and not found:
            return met(_(good) % {"name": context.name})
        held = may_stop and line is not None and line.screen_result == "red"
        return GateAnswer(
            ok=False,
            sentence=_(bad) % {"name": context.name},
            why=why(found),
            clear_with=clear(context),
            stopped=held,
        )

    return answer


def _in_force(evidence: Evidence, context: MemberContext) -> GateAnswer:
    line = evidence.traveller(context)
    permit = line.permit if line else None
    if permit is not None and permit.state in ("in_force", "used"):
        return GateAnswer(
            ok=True,
            sentence=_("The declaration of %(name)s is in force.") % {"name": context.name},
            since=localdate(permit.made_at),
            due=localdate(permit.lapses_at) if permit.state == "in_force" else None,
        )
    waits = evidence.permit_waits.get(context.traveller_id, []) if context.traveller_id else []
    holds = [hold for hold in line.holds if hold.released_at is None] if line else []
    return GateAnswer(
        ok=False,
        sentence=_("%(name)s has no declaration in force.") % {"name": context.name},
        why=why(waits) or _("Go through the declaration with them and let them sign it, or not."),
        since=min((localdate(hold.raised_at) for hold in holds), default=None),
        clear_with=ClearWith(
            "consent:declaration", _("Go to the declaration"), context.traveller_id, "consent.declare"
        ),
        stopped=bool(holds),
    )


def _from_departure(
    rules: frozenset[str], good: str, bad: str, clear: Callable[[MemberContext], ClearWith]
) -> Callable[[Evidence, MemberContext], GateAnswer]:
    def answer(evidence: Evidence, context: MemberContext) -> GateAnswer:
        if evidence.has_departed(context):
            return met(_(good) % {"name": context.name})
        if _stays(evidence, context):  # nothing more is asked of who does not go; `departed_or_struck` says so
            return met(_("%(name)s does not travel.") % {"name": context.name})
        waits = evidence.departure_waits.get(context.traveller_id, []) if context.traveller_id else []
        found = only(waits, rules)
        if context.traveller_id is not None and not found:
            return met(_(good) % {"name": context.name})
        return GateAnswer(ok=False, sentence=_(bad) % {"name": context.name}, why=why(found), clear_with=clear(context))

    return answer


def _stays(evidence: Evidence, context: MemberContext) -> bool:
    """Whether this member is out of the journey, or said that they do not want to go and has not said otherwise."""
    line = evidence.traveller(context)
    if line is None or line.departed_at is not None:
        return False
    return line.going != "going" or (line.permit is not None and line.permit.state == "withdrawn")


def _departed(evidence: Evidence, context: MemberContext) -> GateAnswer:
    line = evidence.traveller(context)
    if line is not None and line.departed_at is not None:
        return met(_("%(name)s has departed.") % {"name": context.name}, localdate(line.departed_at))
    if _stays(evidence, context):
        return GateAnswer(
            ok=False,
            sentence=_("%(name)s does not travel.") % {"name": context.name},
            why=_("Close the way of this member with the reason; the others go on without."),
            clear_with=ClearWith("cases:case", _("Go to the case"), context.case_id),
        )
    return GateAnswer(
        ok=False,
        sentence=_("%(name)s has not departed.") % {"name": context.name},
        why=_("Record the departure when they have left, or say that they did not travel."),
        clear_with=ClearWith("cases:departure", _("Record the departure"), context.case_id, "consent.depart"),
    )


def _arrived(evidence: Evidence, context: MemberContext) -> GateAnswer:
    line = evidence.traveller(context)
    outcome = line.arrival_outcome if line else None
    if line is not None and outcome is not None and outcome != "unconfirmed":
        return met(
            _("The arrival of %(name)s is recorded.") % {"name": context.name},
            localdate(line.arrived_at) if line.arrived_at else None,
        )
    return GateAnswer(
        ok=False,
        sentence=_("The arrival of %(name)s is not confirmed.") % {"name": context.name},
        why=_("Call the person or whoever meets them, and record what became of the journey."),
        since=localdate(line.departed_at) if line and line.departed_at else None,
        clear_with=ClearWith("cases:arrival", _("Record the arrival"), context.case_id, "consent.arrive"),
    )


# The words of the two gates above that are made from parts; marked here for the translators.
_INFORMED = gettext_noop("%(name)s was told every required topic in a language they understand.")
_NOT_INFORMED = gettext_noop("%(name)s has not yet been told everything that must be told.")
_SCREENED = gettext_noop("%(name)s was asked alone, and nothing holds the case.")
_NOT_SCREENED = gettext_noop("%(name)s has not been asked alone, or something holds the case.")
_CONFIRMED = gettext_noop("%(name)s was asked again and confirmed the wish to return.")
_NOT_CONFIRMED = gettext_noop("%(name)s has not been asked again before travel.")
_STEPS = gettext_noop("The steps of %(name)s that cannot be undone are explained and come last.")
_NOT_STEPS = gettext_noop("Steps of %(name)s that cannot be undone still wait.")


def _session_page(context: MemberContext) -> ClearWith:
    return ClearWith("consent:session", _("Write down a session"), context.journey_id, "consent.counsel")


def _screen_page(context: MemberContext) -> ClearWith:
    return ClearWith("consent:screen", _("Ask the questions alone"), context.traveller_id, "consent.screen")


def _confirm_page(context: MemberContext) -> ClearWith:
    return ClearWith("consent:confirm", _("Ask again"), context.traveller_id, "consent.confirm")


def _step_page(context: MemberContext) -> ClearWith:
    return ClearWith("consent:step", _("Go through the steps"), context.traveller_id)


CONSENT_GATES = tuple(
    GateOffer(code, "", each(answer))
    for code, answer in (
        ("counselled", _counselled),
        (
            "information_given",
            _from_permit(INFORMATION_RULES, _INFORMED, _NOT_INFORMED, _session_page),
        ),
        (
            "coercion_screen_clear",
            _from_permit(SCREEN_RULES, _SCREENED, _NOT_SCREENED, _screen_page, may_stop=True),
        ),
        ("declaration_in_force", _in_force),
        ("confirmed_before_travel", _from_departure(CONFIRMATION_RULES, _CONFIRMED, _NOT_CONFIRMED, _confirm_page)),
        ("irreversible_steps_due_last", _from_departure(STEP_RULES, _STEPS, _NOT_STEPS, _step_page)),
        ("departed_or_struck", _departed),
        ("arrival_recorded", _arrived),
    )
)
