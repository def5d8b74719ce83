"""The sentence of every refusal of consent: what happened, to what, and what to do next."""

from django.utils.translation import gettext_lazy as _

from safar.consent.sentences_of_children import OF_CHILDREN
from safar.consent.sentences_of_safety import OF_SAFETY
from safar.plumbing.refusals import register

OF_THE_DECLARATION = {
    "v1_no_declaration": _("No declaration is on file. The person declares for themselves, after a talk alone."),
    "v1_not_arranged_by_us": _("This person came home without us: nothing is booked and no permit is needed."),
    "v1_not_going": _("This traveller is not going. If that has changed, put them back on the journey first."),
    "v1_other_journey": _("This person holds a permit on another journey. One journey at a time: end that one first."),
    "v1_signed_by_another": _("Somebody else signed. No adult signs for another: the person declares for themselves."),
    "v1_session_without_person": _(
        "The person was not in the session named on the declaration. Name the session in which they declared."
    ),
    "v1_signed_before_session": _("The declaration was signed before its session began. Check both times."),
    "v1_not_yet_signed": _("At that moment the declaration had not been signed. Check both times."),
    "v1_lapsed": _("The declaration is more than %(days)s days old and has lapsed. A short talk alone renews it."),
    "v1_terms_changed": _(
        "Destination, programme or promised amounts have changed since the declaration. A short talk alone renews it."
    ),
    "v1_ask_again": _(
        "The plans of somebody on this journey have changed since this person declared. Ask them alone"
        " whether they still wish to go, and renew the declaration."
    ),
    "v1_text_of_other_programme": _("The words signed are those of another programme. Use this programme's text."),
    "v1_text_superseded": _("The words signed were not the current version. Read out the current text and sign that."),
    "v1_text_draft": _(
        "The words signed are a draft translation that no named reader has approved. Have it approved, then declare."
    ),
    "v1_declaration_of_another": _("That declaration was made by somebody else. Each person needs their own."),
    "v1_witness": _(
        "The witness must be named and may be neither family, interpreter, counsellor nor authority. Ask somebody else."
    ),
    "v1_manner": _("Say how the person signed: signature, thumbprint, recorded voice or witnessed mark."),
    "v1_interpreter_or_none_needed": _("Name the interpreter, or say that none was needed."),
    "v2_reflection": _(
        "At least %(hours)s hours must pass between the talk that covered the last topic and the declaration:"
        " not before %(until)s. Only the person may shorten this, with a reason."
    ),
    "v2_never_shortened": _(
        "The time for reflection is never shortened for a child, when capacity is in doubt or after a red screen:"
        " not before %(until)s."
    ),
    "v2_second_officer": _(
        "In detention or close to a removal date the time for reflection is shortened only with a second officer and"
        " independent legal advice offered; otherwise not before %(until)s."
    ),
    "v3_no_session": _("No counselling session is on file. Hold one and record what was covered."),
    "v3_topics_missing": _(
        "%(count)s required topics have not been covered with an information pack the person understood: %(topics)s."
    ),
    "v3_no_pack": _("No information pack was used. Use the current pack of this programme in the person's language."),
    "v3_pack_of_other_programme": _("The information pack is that of another programme. Use this programme's pack."),
    "v3_pack_superseded": _("The information pack was not the current version. Go through what is new, then declare."),
    "v3_pack_draft": _(
        "The information pack is a draft translation that no named reader has approved. Have it approved, then declare."
    ),
    "v3_pack_language": _(
        "The information pack and the declaration are in different languages. Use one that the person understands."
    ),
    "v3_not_understood": _("The person did not say that they understood. Explain again, with an interpreter."),
    "v3_manner": _("Say how the information was given. Who cannot read has it read aloud."),
    "v3_own_words": _("Who cannot read answers three questions in their own words. Write down the three answers."),
    "v3_interpreter_or_none_needed": _("Name the interpreter of the session, or say that none was needed."),
}

OF_THE_PERSON = {
    "v4_withdrawn": _(
        "The person has withdrawn. Nothing more is arranged; if they wish to go after all, they declare again."
    ),
    "v4_held": _("The permit waits: %(kind)s. Speak with the person alone and release the hold."),
    "v4_reach_alone": _("Say when you spoke with the person alone, after the message. Then the hold can be released."),
    "v4_only_the_person_withdraws": _(
        "Only the person withdraws. Record what somebody else said as a message: it holds the case."
    ),
    "v5_consequences_not_told": _(
        "The person has not been told what a withdrawal would mean outside our power. Tell them, and record it."
    ),
    "v6_not_screened_alone": _("The screen for pressure has not been done with the person alone. Do it alone."),
    "v6_red": _("The screen is red. A protection officer, not the counsellor, speaks with the person alone first."),
    "v6_amber_measures": _("The screen is amber. Still to be done for this person: %(measures)s."),
    "v6_second_confirmation": _(
        "The screen is amber. Somebody who is not the counsellor must ask this person once more before ticketing."
    ),
    "v6_not_the_counsellor": _("The counsellor of the session cannot clear its screen. Ask a protection officer."),
    "v6_protection_officer": _("Only a protection officer clears a red screen. Ask one."),
    "v6_spoke_before": _("The talk lies before the screen it is to clear. Check the time."),
    "v6_cleared_alone": _("A red screen is cleared only after a talk alone. Speak with the person alone first."),
    "v7_authority_in_hearing": _(
        "Police, detention, immigration or origin-state staff were within hearing, so the declaration is void."
        " Hold the talk again out of their hearing."
    ),
    "v8_capacity_doubt": _(
        "A doubt about the person's capacity is open since %(since)s. It takes a professional assessment or a legal"
        " decision-maker."
    ),
    "v6_recovery_time": _(
        "Nothing is asked of this person until %(until)s at the earliest: nothing is signed and nothing arranged. A"
        " protection officer then hears alone what they wish, and whoever wishes to go declares anew."
    ),
    "v6_recovery_runs": _("The time to recover runs already. Open it in the queue of the protection officer."),
    "v6_recovery_order": _("The time to recover cannot end before it begins. Check the day."),
    "v4_not_who_it_came_through": _(
        "The message came through you, so somebody else of the office reaches the person alone. Ask a colleague."
    ),
    "v4_by_counsellor_or_protection": _(
        "A counsellor of this office or a protection officer reaches the person alone and releases the hold. Ask one."
    ),
    "v8_finding_ended": _(
        "What was found about the person's capacity held until %(since)s. Have it assessed again, for this decision."
    ),
    "v8_support": _(
        "The person decides with support. Write down who of their choice supported them before they signed, and how."
    ),
    "v8_supporter_kind": _("Choose from the list who supported the person. Family and interpreters do not."),
    "v8_who_decides": _(
        "An assessment says whether the person can decide, alone or with support; only somebody appointed in law"
        " decides for them. Choose the answer that fits."
    ),
    "v8_decision_maker_paper": _(
        "Who decides in law is named with the paper that says so and the day from which it does. Write all three."
    ),
    "v8_never_sent_by_hospital_or_insurer": _(
        "A hospital or an insurer does not ask for this assessment. Let the person, a court or us ask for it."
    ),
    "v8_never_hospital_or_insurer": _(
        "A hospital or an insurer cannot settle a doubt about capacity. Name the professional or the legal"
        " decision-maker."
    ),
    "v9_parent_not_departed": _(
        "A child leaves with a parent who named it. Record the departure of that parent first, at about the same time."
    ),
    "v10_not_adult": _(
        "On that day the person was not certainly of age, so they cannot declare alone. A child's permit rests on a"
        " travelling parent."
    ),
    "v10_birth_disputed": _(
        "The age of this person is disputed, so they count as a child until it is assessed. Have the birth settled."
    ),
    "v11_before": _(
        "The person has not been asked again alone within %(hours)s hours before departure. Ask, and record the answer."
    ),
    "v11_at_departure": _("The person has not been asked again alone at the place of departure. Ask before boarding."),
    "v11_last_answer": _("The last answer of the person was not a yes. Speak with them alone."),
    "v11_ask_again_alone": _("The person was not sure. Ask them again alone before the hold is released."),
}

OF_THE_POSITION = {
    "v13_advice": _(
        "Independent legal advice has not been recorded for this person. Ask where they stand, offer advice, and record"
        " whether it was taken or declined in writing."
    ),
    "v13_advice_paper": _(
        "Independent advice was declined, and no paper is named on which they did. Say where that paper is kept."
    ),
    "v13_adviser": _("Independent advice was taken, and nobody is named who gave it. Write down who advised them."),
    "v13_child_advice": _(
        "A child is offered advice in its own right. Write down who was at the child's side when it was advised."
    ),
    "v13_reasons_for_person": _("A refusal is told with its reasons. Write them in words that the person can be read."),
    "v13_second_by_another": _("You have looked at this doubt before. A second opinion is somebody else's."),
    "v13_told_after_decision": _("Nobody is told before it is decided, and always in a language. Check both."),
    "v19_removed_by_state": _(
        "The State removed this person. Nothing of ours goes on from this journey; they may ask for help at home."
    ),
    "v19_departed_with_us": _(
        "This person left with us; that was no removal by the State. Record what happened after."
    ),
    "v19_by_whom": _("Write down which authority removed them, and how we know."),
    "v13_undecided": _(
        "A doubt about safety after return is open. A protection officer of another office decides; wait for them."
    ),
    "v13_declined": _(
        "A protection officer outside the office has declined this return. Tell the person, and speak of alternatives."
    ),
    "v13_outside_the_office": _("A protection officer of another office decides this. Ask one."),
    "v15_copy_not_offered": _(
        "Offer a copy and a reading aloud. Taken, declined and kept in safe-keeping are all answers; none is not."
    ),
    "v16_not_seen_alone": _("The person was not seen alone in the session of the declaration. See every adult alone."),
    "v16_parent_without_permit": _("The child's permit rests on a travelling parent's, who has none in force yet."),
    "v16_child_not_named": _(
        "No travelling parent names this child in their declaration. Renew it and name the child."
    ),
    "v16_other_parent": _(
        "The other holder of parental responsibility has not consented. Record their consent, the paper that makes one"
        " enough, or a best-interest decision."
    ),
    "v16_consent_has_a_giver": _("Say who gave or refused the consent."),
    "v16_consent_names_its_paper": _("Name the paper on which the consent or decision is written."),
    "v17_not_acknowledged": _(
        "Steps that cannot be undone have not been explained and acknowledged: %(steps)s. Do so before the declaration."
    ),
    "v17_no_permit": _("A step that cannot be undone takes a permit in force. Nothing is done before that."),
    "v17_before_confirmation": _(
        "A step that cannot be undone comes last: only after the person was asked again before departure and said yes."
    ),
    "v17_not_listed": _("The programme lists no step “%(step)s” that cannot be undone. Choose one of its steps."),
    "v17_done_already": _("That step is done already and stays so."),
    "v20_death_reported": _(
        "A death has been reported. Everything waits and nothing is closed until the report is confirmed or refuted."
    ),
}

OF_THE_PERMIT = {
    "v1_no_permit": _("This person holds no permit. Record their declaration first."),
    "v1_permit_not_in_force": _("The permit is not in force but %(state)s. Nothing new can be tied to it."),
    "v1_permit_past_its_day": _("The permit lapsed on %(until)s. A short talk alone renews it."),
    "v1_permit_is_final": _("A permit that is used, withdrawn or lapsed stays so. A new declaration makes a new one."),
    "v1_permit_of_another": _("That permit is somebody else's. Each traveller departs on their own."),
    "v1_departed_before_permit": _("The departure lies before the permit. Check the times."),
    "consent_permit_one_live": _("This person holds a permit on another journey. One journey at a time."),
    "consent_permit_rests_on_one_thing": _("A child's permit rests on that of a travelling parent, and there is none."),
    "consent_departure_tied": _("The permit was withdrawn or lapsed meanwhile. Read the file again."),
    "consent_departure_traveller_id_key": _("The departure of this traveller is on file already."),
    "consent_already_departed": _("This traveller has departed already. Record what became of the journey instead."),
    "consent_not_in_the_future": _("That moment lies in the future. Record only what has happened."),
    "consent_traveller_once": _("This person is on the journey already."),
    "consent_traveller_struck_with_reason": _("Give the reason why this traveller is no longer going."),
    "consent_session_person_once": _("Each person is named once in a session."),
    "consent_child_named_once": _("Each child is named once in a declaration."),
    "consent_step_once": _("That step is on file already for this person."),
    "consent_holdrelease_hold_id_key": _("This hold has been released already."),
    "consent_deathanswer_report_id_key": _("This report has been answered already."),
    "consent_unknown": _("There is no such record, or your office may not see it. Go back and search again."),
    "consent_text_missing": _(
        "There is no declaration text of this programme in that language. Choose another language or publish one."
    ),
    "consent_pack_missing": _(
        "There is no information pack of this programme in that language. Choose another language or publish one."
    ),
    "consent_no_office": _("You hold no post in an office today, so no journey can be opened. Ask your administrator."),
    "consent_by_a_person": _("A named member of staff does this, not a program. Sign in and record it yourself."),
    "consent_on_paper_first_version": _(
        "Only the first words published here can have been in use on paper before. What was told later was told under"
        " a version that is kept."
    ),
    "consent_on_paper_approved": _("These words are a draft. Let a named reader approve them first."),
    "consent_on_paper_before": _("These words were published here on an earlier day. Give a day before that."),
    "consent_on_paper_who": _("Only a programme manager or a protection officer says since when words were in use."),
    "consent_on_paper_one_text": _("Say it of one text at a time."),
    "consent_on_paper_read_by_somebody": _("Name who had read and approved these words on paper."),
    "consent_reader_needed": _("Name the reader who approves this text."),
    "consent_pack_approved_by_name": _("Name the reader who approves this text."),
    "consent_text_approved_by_name": _("Name the reader who approves this text."),
    "consent_history_is_history": _(
        "What is imported is history, never a declaration in force. Record it as a past declaration."
    ),
    "consent_not_reached_unknown": _("This person is not on the list of those not reached."),
}


OF_THE_FAMILY = {
    "v16_member_missing": _(
        "Somebody of the family has not been found. Nobody who depends on them goes on before they are, and neither"
        " do they: look for them, and write it down when you have spoken with them alone."
    ),
    "v16_still_missing": _(
        "They have not been found yet. Write down that they were found and heard alone; for a child who waits for"
        " them, a protection officer may speak with the child alone and release the hold."
    ),
    "v16_missing_already": _("It is written down already that they are missing. Say when they are found."),
    "v16_found_alone": _(
        "Say when you spoke with them alone, after the day since which they were missing. Whoever found them does"
        " not speak for them."
    ),
    "v16_not_born_on_the_way": _(
        "Only a child born after its mother has departed, and before she arrived, is born on the way. Check the day,"
        " and that the mother is written down as its parent and has departed."
    ),
    "v16_no_such_move": _("Nobody changes journeys in that way. Split or merge the cases."),
    "consent_family_change_known": _("Choose what has changed from the list."),
    "consent_family_change_names_the_other": _("Say who the other person is."),
}


def register_all() -> None:
    """Make every sentence known, once, when the program starts."""
    for sentences in (
        OF_CHILDREN,
        OF_THE_DECLARATION,
        OF_THE_PERSON,
        OF_THE_POSITION,
        OF_THE_PERMIT,
        OF_THE_FAMILY,
        OF_SAFETY,
    ):
        register(sentences)
