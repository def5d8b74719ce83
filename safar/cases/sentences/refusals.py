"""Why something was not done, and what to do next; the codes are those of services, triggers and constraints."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, str | Promise] = {
    "cases_no_such_case": _("There is no such case. Search for it again."),
    "cases_no_such_enrolment": _("There is no such enrolment. Go back to the case and choose again."),
    "cases_no_such_member": _("There is no such member in this case. Go back to the case and choose again."),
    "cases_no_such_answer": _("There is no such answer of a rule. Go back to the case and look again."),
    "cases_no_such_approval": _("There is no such approval to give. Go back to the list."),
    "cases_no_such_due": _("There is no such thing due. Go back to the case and look again."),
    "cases_no_such_itinerary": _("There is no such itinerary. Go back to the case and look again."),
    "cases_no_such_application": _("There is no such application for papers. Go back to the case."),
    "cases_no_such_appointment": _("There is no such appointment. Go back to the case."),
    "cases_no_such_task": _("There is no such task. Go back to the list."),
    "cases_no_such_note": _("There is no such note in this case to correct."),
    "cases_no_such_colleague": _("That colleague does not work in the office that has the case. Choose another."),
    "cases_case_is_closed": _("The case is closed. Reopen it first."),
    "cases_case_is_open": _("The case is open already."),
    "cases_case_changed_meanwhile": _("Somebody else has changed the case in the meantime. Look at it again."),
    "cases_case_changed_by_its_office": _("Only the office that has the case can change it. Ask that office."),
    "cases_case_accepted_by_receiver": _(
        "Only the office that a case is offered to can make it its own. Offer it, and let them accept."
    ),
    "cases_case_sender_reads_until_closure": _("The office that sent the case reads it until it is closed."),
    "cases_case_keeps_its_journey": _(
        "A case keeps its journey. Give those who travel differently a case of their own."
    ),
    "cases_case_reference_once": _("That reference is taken. Try once more."),
    "cases_case_status_known": _("A case is open, on hold or closed. Choose one of them."),
    "cases_case_began_known": _("A case begins before travel or after arrival. Choose one of them."),
    "cases_case_offered_elsewhere": _("A case is offered to another office. Choose one from the list."),
    "cases_case_offered_once": _("The case is offered to an office already. Take that offer back first."),
    "cases_case_not_offered": _("The case is not offered to your office."),
    "cases_case_closed_with_reason": _("A case is closed with a reason and a moment. Choose the reason."),
    "cases_journey_shared": _(
        "Another open case travels on the same journey. Give this one a journey of its own before you offer it."
    ),
    "cases_one_main_member": _("Exactly one member leads a case. Choose who."),
    "cases_member_once_in_case": _("This person is in the case already."),
    "cases_member_role_known": _("Choose what the member is in the case: main, adult or child."),
    "cases_member_left_with_reason": _("Whoever leaves a case leaves with a reason. Write it down."),
    "cases_member_person_seen": _("There is no such person. Search again, or register them first."),
    "cases_member_has_no_journey": _("This member has no journey yet. Enrol them in a programme first."),
    "cases_programme_not_here": _("The programme %(programme)s does not serve people in %(country)s at that time."),
    "cases_programme_not_there": _("The programme %(programme)s does not take people to %(country)s."),
    "cases_programme_has_no_such_beginning": _("Nobody can begin in %(programme)s in that way."),
    "cases_enrolment_once_open": _("The case is in this programme already."),
    "cases_adult_children_apart": _(
        "In this programme grown-up children apply for themselves. Enrol them by themselves, in the same case."
    ),
    "cases_no_booking_after_arrival": _(
        "They came home without us: nothing is booked in this case. Open another case for another journey."
    ),
    "cases_not_informed_of_help": _(
        "This person has not been told what the help is and where their data goes. Hold that talk first."
    ),
    "cases_dueitem_ended": _(
        "By the programme’s rule this promise ended when life changed. Explain it instead of handing it over."
    ),
    "cases_dueitem_to_be_decided": _(
        "Life has changed and the programme leaves it open what becomes of this promise. A manager decides first."
    ),
    "cases_dueitem_to_whom": _("This promise has passed to the family. Say who of them received it."),
    "cases_nothing_to_decide": _(
        "Nothing is left open about this promise: the programme says itself what becomes of it."
    ),
    "cases_given_elsewhere": _(
        "Another programme already gives this person the same. Two funders never pay one thing: explain it here."
    ),
    "cases_other_return_still_open": _(
        "The other case of this person is still open, so it is the same return. It has to be closed first."
    ),
    "cases_anotherreturn_once": _("It was decided already that this is another return."),
    "cases_anotherreturn_has_reason": _("Write why this is another return."),
    "cases_onwardmove_with_a_plan": _("Say who told us, and how we go on with this person from here."),
    "cases_onwardmove_kind_known": _("Somebody moved on, left again or came back. Choose one of them."),
    "cases_onwardmove_certainty_known": _("Say whether it is known or only presumed."),
    "cases_fatedecision_answer_known": _("A promise stays, ends or passes to the family. Choose one of them."),
    "cases_fatedecision_has_reason": _("Write the reason in a few words."),
    "cases_nothing_lapsed": _("This enrolment did not lapse; there is nothing to take up again."),
    "cases_answer_settled_once": _(
        "Somebody has settled this already. It can be contested, and is then looked at by somebody else."
    ),
    "cases_second_look_by_another": _("You settled this yourself. Somebody else has to look at it again."),
    "cases_enrolmentmember_once": _("This member is enrolled already."),
    "cases_enrolmentmember_same_case": _("Only members of the case can be enrolled with it."),
    "cases_enrolmentmember_begins_at_entry": _(
        "Nobody begins at that stage. Enrol them where the programme begins and make the moves from there."
    ),
    "cases_fact_wrong": _("One answer cannot be used: %(fault)s Correct it."),
    "cases_answer_needs_no_person": _("The rule has answered by itself; nobody has to settle it."),
    "cases_eligibilityanswer_once": _("That rule was answered by somebody else in the meantime. Look again."),
    "cases_eligibilityanswer_known": _("A rule answers yes, no, refer or not known yet."),
    "cases_eligibilityanswer_settled_known": _("Settle a referral with yes or no."),
    "cases_eligibilityanswer_settled_by_person": _("Only a person settles a referral. Say who and when."),
    "cases_move_in_programme": _("The programme has no such move from that stage (%(code)s)."),
    "cases_move_case_open": _("The case is on hold or closed. Resume or reopen it first."),
    "cases_move_second_person": _("This move needs a second person. Ask for their approval first."),
    "cases_move_after_departure": _(
        "Nobody stands at a stage of travelling or later who has not departed. Record the departure first."
    ),
    "cases_move_frozen_by_report": _(
        "A death was reported and is not yet confirmed; nothing is closed until then. Confirm it or say it was wrong."
    ),
    "cases_move_from_where_they_stand": _(
        "This member does not stand where the move begins; somebody may have moved them. Look at the case again."
    ),
    "cases_nobody_to_move": _("Nobody stands where this move begins."),
    "cases_waits_for_approval": _("A second person has been asked to agree."),
    "cases_outcome_needed": _("Say how the way of these members ends. Choose an outcome of the programme."),
    "cases_reason_needed": _("Write the reason in a few words."),
    "cases_approval_second_person": _("You asked for this yourself. Somebody else has to agree."),
    "cases_approval_answered_once": _("This approval has been answered already."),
    "cases_approval_answer_known": _("An approval is given or refused."),
    "cases_approval_answered_by_somebody": _("Somebody answers an approval, at some moment. Say who and when."),
    "cases_decision_kind_known": _("A decision is ours or the authority's. Choose one."),
    "cases_decision_answer_known": _("A decision approves, refuses or asks for more. Choose one."),
    "cases_decision_refusal_has_reasons_and_remedy": _(
        "A refusal names its reasons and what the person can do against it. Write down both."
    ),
    "cases_closure_reason_known": _("Choose the reason for closing from the list."),
    "cases_somebody_under_way": _("Somebody's way has not ended yet. End it first, member by member."),
    "cases_due_unexplained": _(
        "%(n)s things due are neither handed over nor explained. Record each hand-over, or say why it was not given."
    ),
    "cases_task_for_whom_known": _("Choose who has to act."),
    "cases_task_done_with_outcome": _("Write in a few words what came of it."),
    "cases_task_done_already": _("This task was done already."),
    "cases_task_unknown": _("There is no kind of task called %(task)s."),
    "cases_traveldocument_state_known": _("Choose a step of the application from the list."),
    "cases_traveldocumentstep_known": _("Choose a step of the application from the list."),
    "cases_traveldocument_one_open": _("There is an open application for this document already. Go on with that one."),
    "cases_traveldocument_dates_in_order": _("A document cannot end before it begins. Correct one of the two days."),
    "cases_traveldocument_issued_until": _("Write down until when the document is valid."),
    "cases_application_is_closed": _("This application has ended. Begin a new one."),
    "d7a_written_wish": _(
        "A consulate is asked only at the written wish of the person. Record their wish and its day first."
    ),
    "d7a_open_claim": _(
        "A contact with the country of origin is barred now. Speak with the person and the protection officer."
    ),
    "cases_itinerary_needs_permit": _("%(name)s has no declaration in force; nothing can be arranged for them."),
    "cases_itinerary_way_known": _("Choose how they travel: by air, land or sea."),
    "cases_itinerary_times_in_order": _("Nobody arrives before leaving. Correct one of the two times."),
    "cases_itinerary_one_live": _("This member has an itinerary already. Cancel that one first."),
    "cases_dueitem_once": _("This is on the list of what is due already. Look again."),
    "cases_dueitem_kind_known": _("What is due is given in cash, in kind or either."),
    "cases_dueitem_standing_known": _("What is due stands, has ended, or is decided on the case."),
    "cases_dueitem_amount_positive": _("An amount is never below zero. Correct it."),
    "cases_dueitem_handed_over_with_receipt": _("Write down the number of the receipt."),
    "cases_dueitem_handed_over_once": _("This was handed over already."),
    "cases_dueitem_explained_in_words": _("Write the reason in a few words."),
    "cases_dueitem_approved_first": _("The amount is not approved yet. Have it approved with a reference first."),
    "cases_dueitem_released": _(
        "This is tied to return, and the declaration is no longer in force. What is not tied to return stays due."
    ),
    "v20_payments_wait": _("A death was reported and is not yet confirmed; nothing is paid or handed over until then."),
    "cases_promise_needs_permit": _(
        "This is tied to return, and there is no declaration in force. Approve it once the person has declared."
    ),
    "cases_promise_has_reference": _("Write down the reference under which the amount was approved."),
    "cases_promise_amount_positive": _("An amount is never below zero. Correct it."),
    "cases_promise_permit_whole": _("A promise tied to return names its declaration. Try once more."),
    "cases_day_in_future": _("That day has not come yet. Correct it."),
    "cases_appointment_settled": _("This appointment was held, missed or cancelled already."),
    "cases_appointment_purpose_known": _("Choose what the appointment is for."),
    "cases_appointment_state_known": _("An appointment is planned, held, missed or cancelled."),
    "cases_appointment_place_known": _("Choose where the appointment is."),
    "cases_appointment_minutes_possible": _("An appointment takes between 5 minutes and 8 hours."),
    "cases_note_has_text": _("The note is empty. Write something or leave it."),
    "cases_note_kind_known": _("Choose what the note is about."),
    "cases_protectionnote_has_text": _("The note is empty. Write something or leave it."),
    "cases_casefile_not_empty": _("The file is empty. Choose another one."),
    "cases_casefile_stored_once": _("The file could not be kept. Try once more."),
    "cases_file_too_large": _("The file is larger than %(megabytes)s MB. Make it smaller, or split it."),
    "cases_file_kind_unknown": _("Files are kept as PDF, PNG or JPEG. Save it as one of these and choose it again."),
    "cases_contactattempt_channel_known": _("Choose how it was tried."),
    "cases_contactattempt_outcome_known": _("Choose what came of it."),
    "gate_not_offered": _("Nobody answers the question “%(gate)s” at the moment. Ask the administrator."),
}
