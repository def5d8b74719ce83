"""Every code of movements in words: states, tasks, incidents, duties, and why something was not done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safar.movements.types.codes import DutyCode, Finding, IncidentKind, LegState
from safar.plumbing.refusals import register

STATES: dict[str, str | Promise] = {
    LegState.PLANNED: _("planned"),
    LegState.HELD: _("seat held"),
    LegState.TICKETED: _("ticketed"),
    LegState.CONFIRMED: _("confirmed"),
    LegState.BOARDED: _("boarded"),
    LegState.DID_NOT_APPEAR: _("did not appear"),
    LegState.LATE: _("came too late"),
    LegState.CHANGED_MIND: _("changed their mind"),
    LegState.ILL: _("ill"),
    LegState.DENIED_PAPERS: _("refused by the carrier: papers"),
    LegState.DENIED_FITNESS: _("refused by the carrier: fitness"),
    LegState.OVERBOOKED: _("refused by the carrier: overbooked"),
    LegState.REFUSED_EXIT: _("refused exit"),
    LegState.DETAINED: _("detained"),
    LegState.TRANSPORT_FAILED: _("the transport failed"),
    LegState.REMOVED_BY_STATE: _("removed by the State"),
    LegState.DELAYED: _("delayed"),
    LegState.DIVERTED: _("diverted"),
    LegState.HOSPITALISED: _("in hospital"),
    LegState.JOURNEY_STOPPED: _("will not go on"),
    LegState.MISSING: _("missing"),
    LegState.DIED: _("died"),
    LegState.ARRIVED_MET: _("arrived and met"),
    LegState.ARRIVED_NOT_MET: _("arrived, not met"),
    LegState.UNCONFIRMED: _("arrival not confirmed"),
    LegState.REFUSED_ENTRY: _("refused entry"),
    LegState.SENT_BACK: _("sent back"),
    LegState.DISPUTED: _("not clear whether they left"),
}

TASKS: dict[str, str | Promise] = {
    "call_absent": _("The person did not appear. Call them and ask what happened; their declaration stands."),
    "reach_absent_otherwise": _("The person did not appear. Try every other way to reach them that they agreed to."),
    "claim_lost_seat": _("The seat is lost. Cancel the rest of the ticket and claim what can be refunded."),
    "look_after_stranded": _("The person could not leave. See that they have a bed, food, a telephone and medicine."),
    "book_again": _("Book another seat; ask the person first whether they still want to go."),
    "see_person_home": _("The person changed their mind at the departure. Go with them; shelter and care go on."),
    "see_doctor": _("The person is ill and did not leave. A doctor sees them; nothing is lost by being ill."),
    "book_when_well": _("When the doctor agrees and the person still wants to go, book another seat."),
    "carrier_says_why": _("Have the carrier write down why it refused the person, and claim what it owes."),
    "mend_papers": _("The carrier refused the papers. Find out what is missing and have it put right."),
    "fitness_again": _("The carrier refused the person as unfit. Have fitness to travel looked at again."),
    "carrier_owes": _(
        "The flight was overbooked. The carrier owes another seat, a bed, food and compensation: claim them."
    ),
    "ask_why_exit_refused": _("The person was refused exit. Ask the border authority why, in writing."),
    "lawyer_for_person": _("Offer the person an independent lawyer, and see that one reaches them."),
    "protect_detained": _("The person was detained. A protection officer finds out where they are and goes there."),
    "tell_family_with_consent": _("Ask the person whom to tell, or look up whom they named, and tell only them."),
    "find_diverted": _("The journey was diverted. Find out where the person is and who is with them."),
    "tell_receiver_of_change": _("Tell whoever meets the person the new place and time."),
    "companion_in_hospital": _("The person is in hospital. See that somebody they trust, or one of us, is with them."),
    "child_not_alone": _("A child travels with this person. See at once that the child is not alone."),
    "ask_where_to_now": _("The person will not go on. Ask them what they want now; there is no penalty."),
    "search_missing": _("The person is missing on the way. A protection officer begins the search."),
    "tracing_request": _("Ask the Red Cross or Red Crescent to trace the person, if the family agrees."),
    "tell_family_of_death": _(
        "Tell the family of the death, in person and in their language, before anybody else does."
    ),
    "body_and_belongings": _("Ask the family what they wish for the body and the belongings, and see to it."),
    "papers_of_death": _("Ask for the papers of the death: certificate, police report, permit to carry the body."),
    "confirm_arrival": _("The arrival is not confirmed. Call the person, then whoever was to meet them."),
    "reach_not_met": _("The person arrived and nobody met them. Call them and see that they are somewhere safe."),
    "receive_refused": _("The person was refused entry. Somebody of ours meets them; shelter, food and rest first."),
    "statement_of_refusal": _("Have the refusal of entry stated in writing, with its reason."),
    "promises_stand": _("What was promised still stands. Tell the person so, and agree how they receive it."),
    "receive_sent_back": _("The person was sent back. Somebody of ours meets them where they land."),
    "find_out_who_left": _("The reports about the departure contradict each other. Find out whether the person left."),
    "call_about_departure": _("It is not clear whether the person left. Call them, alone, and ask where they are."),
    "look_at_report": _("A report from the airport could not be taken over. Read it and put right what it says."),
    "left_against_a_rule": _(
        "The person left although a rule stood against it. A protection officer speaks with them."
    ),
    "ask_whether_apart": _("Somebody of the family did not board. Ask this person alone: go on, or wait together?"),
    "child_stays_with_carer": _("Whoever cares for this child did not board. The child stays with them."),
    "ask_again_after_delay": _("The departure is more than a day later. Ask the person again, alone, before it."),
}

INCIDENTS: dict[str, str | Promise] = {
    IncidentKind.DEPARTURE_REFUSED: _("The airport reported that the person boarded, and a rule stands against it."),
    IncidentKind.ANSWER_REFUSED: _("An answer from the airport could not be taken over."),
    IncidentKind.NO_AND_BOARDED: _("The person said no, and was reported as boarded. The no counts."),
    IncidentKind.BOARDED_AND_NOT: _("The person was reported as boarded, and afterwards as not boarded."),
    IncidentKind.CASH_TWICE: _("Cash was written down twice. Compare the receipts."),
}

FINDINGS: dict[str, str | Promise] = {
    Finding.LEFT: _("They did leave"),
    Finding.DID_NOT_LEAVE: _("They did not leave"),
    Finding.PUT_RIGHT: _("It is put right"),
}

DUTIES: dict[str, str | Promise] = {
    DutyCode.RECEIVER_TOLD: _("Whoever meets them knows the new time"),
    DutyCode.PAPERS_CHECKED: _("The dates of their papers still hold"),
    DutyCode.FOOD: _("They have food and drink"),
    DutyCode.TELEPHONE: _("They can telephone"),
    DutyCode.MEDICINE: _("They have the medicine they need"),
    DutyCode.ROOM: _("They have a room for the night"),
}

REFUSALS: dict[str, str | Promise] = {
    "movements_no_such_leg": _("There is no such leg any more. Go back to the list and open it again."),
    "movements_no_such_itinerary": _("These people have no itinerary. Write down first how they travel."),
    "movements_changed_meanwhile": _("Somebody else wrote down meanwhile what happened. Read it, then write yours."),
    "movements_not_from_there": _("This cannot follow what is written there. Look at what happened before."),
    "movements_not_departed": _(
        "This person has not departed. Record the departure first, or say why they did not leave."
    ),
    "movements_not_in_the_future": _("This moment lies in the future. Check the day and the time."),
    "movements_leg_stays": _("Something has happened on this leg, so it stays as it is written."),
    "movements_delay_is_later": _("A delay is later than what was planned. Check the new times."),
    "movements_child_left_behind": _(
        "A small child who travels with this person did not board. The child is never left behind: both wait."
    ),
    "movements_family_not_split": _(
        "Somebody of the family did not board. Ask this person alone; write down their own written wish to go on, or"
        " let them wait together."
    ),
    "movements_wish_of_an_adult": _("Only an adult who travels can wish to travel apart from the family."),
    "movements_nobody_of_today": _("Nobody of today’s list is meant. Load the list again."),
    "movements_report_not_dropped": _("A report is never dropped: it is taken over, or becomes an incident."),
    "movements_incident_settled_already": _("Somebody else has settled this already. Read what they found."),
    "movements_incident_where_are_they": _("Say whether the person left or did not leave."),
    "movements_no_such_incident": _("There is no such incident. Go back to the list and choose one."),
    "movements_no_such_duty": _("There is no such line any more. Go back to the leg and look again."),
    "movements_done_already": _("This was ticked off already."),
    "movements_station_once": _("This office keeps a station of that code already."),
    "movements_splitwish_paper": _("Say where the written wish is kept."),
    "movements_time_zone": _("“%(zone)s” is not a time zone. Choose one from the list."),
    "movements_outcome_elsewhere": _("This is written down through its own page: a death is reported, not chosen."),
    "movements_what_was_found": _("Write down what you found out and how."),
    "movements_report_kind_known": _("This kind of entry is not known. Load the list again."),
    "movements_report_cash_amount": _("Write the amount and the currency of the cash."),
    "movements_report_answer_known": _("Choose an answer, and say whether the person was alone."),
}


def make_known() -> None:
    """Make the refusals known; the sentences of tasks come with the module's offer."""
    register(REFUSALS)
    register({f"incident_{code}": words for code, words in INCIDENTS.items()})
