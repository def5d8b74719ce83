"""The gates that rest on the case itself and on people's files."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safar.cases.gates.consent_gates import each, met
from safar.cases.gates.evidence import LIVE, Evidence
from safar.cases.models import DueItem
from safar.cases.types import ClearWith, GateAnswer, GateOffer, MemberContext

TRAVEL_PAPERS = frozenset({"passport", "laissez_passer"})


def _registered(evidence: Evidence, context: MemberContext) -> GateAnswer:
    if context.person_id in evidence.persons:
        return met(_("%(name)s is registered.") % {"name": context.name})
    return GateAnswer(
        ok=False,
        sentence=_("A member of the case is not registered here."),
        why=_("Register the person, or ask the office that did."),
        clear_with=ClearWith("cases:case", _("Go to the case"), context.case_id),
    )


def _agreed(evidence: Evidence, context: MemberContext) -> GateAnswer:
    for consent in evidence.data_consents.get(context.person_id, []):
        if consent.purpose == "registration" and consent.holds_on(localdate(context.at)):
            return met(
                _("%(name)s agreed to the keeping of their data.") % {"name": context.name}, localdate(consent.given_at)
            )
    return GateAnswer(
        ok=False,
        sentence=_("%(name)s has not agreed to the keeping of their data.") % {"name": context.name},
        why=_("Explain what is kept, for what and for how long, and ask."),
        clear_with=ClearWith("people:person", _("Go to the person"), context.person_id),
    )


def _eligible(evidence: Evidence, context: MemberContext) -> GateAnswer:
    rows = evidence.eligibility.get(context.enrolment_id, [])
    open_rows = [row for row in rows if row.settled_as != "yes" and row.answer != "yes"]
    if rows and not open_rows:
        return met(_("The programme's rules are answered, and none stands against it."))
    asked = sum(row.answer == "not_known_yet" for row in open_rows)
    referred = sum(row.answer == "refer" and not row.settled_as for row in open_rows)
    against = len(open_rows) - asked - referred
    parts = [
        _("%(n)s rules stand against it.") % {"n": against} if against else "",
        _("%(n)s are referred to a person.") % {"n": referred} if referred else "",
        _("%(n)s cannot be answered yet.") % {"n": asked} if asked else "",
    ]
    return GateAnswer(
        ok=False,
        sentence=_("The programme's rules are not all met."),
        why=" ".join(part for part in parts if part),
        clear_with=ClearWith("cases:eligibility", _("Go through the rules"), context.case_id, "cases.open"),
        stopped=bool(against),
    )


def _place(evidence: Evidence, context: MemberContext) -> GateAnswer:
    enrolment = evidence.enrolments[context.enrolment_id]
    if enrolment.waiting_since is None and enrolment.places:
        return met(_("The programme has a place."))
    return GateAnswer(
        ok=False,
        sentence=_("Every place of the programme is taken; the case is on the waiting list."),
        why=_("Places that are given back go to those who wait, in order."),
        since=enrolment.waiting_since.date() if enrolment.waiting_since else None,
        clear_with=ClearWith("cases:case", _("See the place in line"), context.case_id),
    )


def _decided(evidence: Evidence, context: MemberContext) -> GateAnswer:
    latest = evidence.decisions.get(context.enrolment_id, {})
    page = ClearWith("cases:decision", _("Record the decision"), context.case_id, "cases.decide")
    if not latest:
        return GateAnswer(
            ok=False,
            sentence=_("The application is not decided."),
            why=_("Record the decision when it is made, ours or the authority's."),
            clear_with=page,
        )
    against = [row for row in latest.values() if row.answer != "approved"]
    if not against:
        return met(_("The application is approved."), max(row.decided_on for row in latest.values()))
    return GateAnswer(
        ok=False,
        sentence=_("The application is refused.")
        if any(row.answer == "refused" for row in against)
        else _("More is asked before the application is decided."),
        why=" ".join(reason for row in against for reason in row.reasons),
        since=min(row.decided_on for row in against),
        clear_with=page,
        stopped=any(row.answer == "refused" for row in against),
    )


def _papers(evidence: Evidence, context: MemberContext) -> GateAnswer:
    day = evidence.travel_day(context)
    page = ClearWith("cases:travel_document", _("Go to the papers"), context.case_id, "cases.documents")
    application = evidence.applications.get(context.member_id)
    if application is not None and application.state == "issued" and (application.valid_until or day) >= day:
        return met(_("%(name)s has a travel document for the journey.") % {"name": context.name})
    for document in evidence.documents.get(context.person_id, []):
        lost = document.holder in ("lost", "stolen")
        if document.kind in TRAVEL_PAPERS and not lost and (document.valid_until or day) >= day:
            return met(_("%(name)s has a travel document for the journey.") % {"name": context.name})
    if application is not None and application.closed_at is None:
        return GateAnswer(
            ok=False,
            sentence=_("%(name)s waits for a travel document.") % {"name": context.name},
            why=_("Asked of: %(authority)s.") % {"authority": application.authority},
            since=application.state_since,
            due=application.due_on,
            clear_with=page,
        )
    return GateAnswer(
        ok=False,
        sentence=_("%(name)s has no travel document that is valid on the day of travel.") % {"name": context.name},
        why=_("Write down the document they have, or apply for one."),
        clear_with=page,
    )


def _itinerary(evidence: Evidence, context: MemberContext) -> GateAnswer:
    row = evidence.itineraries.get(context.member_id)
    if row is not None and row.permit_state != "held":
        return met(_("The itinerary of %(name)s is recorded.") % {"name": context.name}, localdate(row.leaves_at))
    return GateAnswer(
        ok=False,
        sentence=_("The itinerary of %(name)s is not recorded.") % {"name": context.name},
        why=_("Write down how and when they leave."),
        clear_with=ClearWith("cases:itinerary", _("Record the itinerary"), context.case_id, "cases.documents"),
    )


def _mine(evidence: Evidence, context: MemberContext) -> list[DueItem]:
    return [
        item
        for item in evidence.dues.get(context.enrolment_id, [])
        if item.enrolment_member_id in (None, context.enrolment_member_id)
    ]


def _approved(evidence: Evidence, context: MemberContext) -> GateAnswer:
    lacking = [
        item
        for item in _mine(evidence, context)
        if item.needs_approval
        and item.standing == "due"
        and not any(promise.permit_state in (None, *LIVE) for promise in item.promises.all())
        and item.explained_at is None
    ]
    if not lacking:
        return met(_("Every open amount is approved."))
    return GateAnswer(
        ok=False,
        sentence=ngettext(
            "%(n)s amount of %(name)s is not approved.", "%(n)s amounts of %(name)s are not approved.", len(lacking)
        )
        % {"n": len(lacking), "name": context.name},
        why=_("The programme leaves them open; they are approved on the case with a reference."),
        clear_with=ClearWith("cases:amounts", _("Go to what is due"), context.case_id),
    )


def _explained(evidence: Evidence, context: MemberContext) -> GateAnswer:
    lacking = [
        item
        for item in _mine(evidence, context)
        if item.handed_over_on is None and item.explained_at is None and item.standing in ("due", "decided_on_case")
    ]
    if not lacking:
        return met(_("Everything due was handed over or is explained."))
    return GateAnswer(
        ok=False,
        sentence=_("%(n)s things due are neither handed over nor explained.") % {"n": len(lacking)},
        why=_("Record the hand-over with its receipt, or say why it was not given."),
        clear_with=ClearWith("cases:amounts", _("Go to what is due"), context.case_id),
    )


def _accepted(evidence: Evidence, context: MemberContext) -> GateAnswer:
    country = evidence.journeys[context.journey_id].return_country if context.journey_id in evidence.journeys else ""
    if context.sent_from_id is not None or evidence.office_countries.get(context.office_id) == country:
        return met(_("The office in the country of return has the case."))
    waiting = context.offered_to_id is not None
    return GateAnswer(
        ok=False,
        sentence=_("The office in the country of return has not accepted the case."),
        why=_("It was offered; they accept or decline it.") if waiting else _("Offer it to them."),
        clear_with=ClearWith("cases:offer", _("Offer the case"), context.case_id, "cases.transfer"),
    )


CASE_GATES = tuple(
    GateOffer(code, "", each(answer))
    for code, answer in (
        ("registered", _registered),
        ("consent_to_registration", _agreed),
        ("eligible", _eligible),
        ("place_available", _place),
        ("decision_approved", _decided),
        ("travel_document_valid", _papers),
        ("itinerary_recorded", _itinerary),
        ("amounts_approved", _approved),
        ("everything_due_explained", _explained),
        ("accepted_by_receiving_office", _accepted),
    )
)
