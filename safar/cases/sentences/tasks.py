"""What a task asks, what came of it, and why cases close."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TASKS: dict[str, str | Promise] = {
    "deadline": _("%(deadline)s"),
    "reach_person_alone": _("Somebody else said that the person changed their mind. Reach the person alone and ask."),
    "protection_talk": _("A protection officer speaks with the person alone before anything goes on."),
    "ask_dependant": _("Somebody they depend on changed their mind. Ask again what they want, alone."),
    "confirm_death": _("A death was reported. Find out whether it is true; until then nothing is sent or closed."),
    "talk_again": _("The person is not sure. Talk again, alone, in their own time."),
    "settle_capacity": _("There is a doubt about the person's capacity to decide. Have it assessed."),
    "decide_refoulement": _(
        "There is a doubt about safety after return. A protection officer of another office decides."
    ),
    "tell_carrier": _("Tell the carrier that the person does not travel, and ask for a refund."),
    "tell_receiver": _("Tell whoever was to meet the person that they do not come."),
    "tell_authority": _("Tell the authority that the person withdrew. Only that."),
    "stop_cash": _("Stop cash that was to be paid for the journey."),
    "meet_who_stopped": _("The person will not go on. Have somebody meet them where they are."),
    "ask_again_alone": _("Something changed for the person's journey. Ask them again, alone, in a short talk."),
    "protect_after_failed_step": _(
        "A step that cannot be undone was done and the journey failed. A protection officer sees to the person's stay."
    ),
    "statement_for_authority": _(
        "A step that cannot be undone was done and the journey failed. Write the statement for the authority."
    ),
    "authority_answered_approved": _("The authority approved the application. Tell the person."),
    "authority_answered_refused": _(
        "The authority refused the application. Tell the person the reasons and what they can do, with the letter."
    ),
    "authority_answered_more_asked": _("The authority asks for more. See with the person what is still to come."),
    "recall_from_border": _(
        "Somebody on a released border list does not travel. Tell the border only that, and confirm that it was told."
    ),
    "removal_date": _(
        "A removal is set for %(day)s. Speak with the person alone, offer legal advice, and say what is possible."
    ),
    "detained_visit": _("The person is detained. Visit them in a private place, and see that they have a lawyer."),
    "help_after_removal": _(
        "The State removed the person. See whether they are safe, and tell them how to ask for help where they are."
    ),
    "offer_declined": _("The other office declined the case. Read why, and decide what to do."),
    "check_paper": _("A paper declaration was entered. A colleague who did not enter it reads the scan and checks it."),
    "enter_paper_anew": _("Two readings of a paper declaration differ. Enter the paper anew."),
    "reach_about_paper": _("Reach the person, alone, and ask whether the paper declaration is theirs."),
    "lists_contradict": _("Lists of this caseload contradict each other: %(what)s. Find out which is right."),
    "place_came_free": _("A place in the programme has come free for this case."),
    "find_out_where": _("They have perhaps moved on. Find out where they are, and how we can go on with them."),
    "tell_lapsed": _("No answer came in time and the application lapsed. Tell them, and apply again if they wish."),
    "recovery_talk": _(
        "The person is given time to recover: ask nothing of them. When it is over, a protection officer hears alone"
        " what they wish."
    ),
    "escalation": _("This concerns a child or somebody with an alias. Look into it within 24 hours: %(event)s."),
    "escalated_above": _(
        "The office below did not answer in time for a child or somebody with an alias. Look into it: %(event)s."
    ),
    "referral_answer": _("The receiver of a referral has not answered. Ask them, and write down what they say."),
    "refer_elsewhere": _("A referral was declined or came to nothing. Ask the person, and find another way to help."),
    "glass_broken": _("Somebody opened this file to save a life. Find out whether the person is safe."),
    "register_birth": _("Have the birth registered and the birth certificate made out."),
    "papers_for_newborn": _("Get papers with which the newborn may travel and enter."),
    "tell_receiver_of_birth": _("Tell whoever meets them that a child was born on the way, and what both need."),
    "see_mother_and_child": _("Have a doctor or midwife see mother and child where they are."),
    "papers_after_death": _("Get the death certificate, and ask the family what they wish for the burial."),
    "see_survivor": _("Somebody of the family has died. Sit down with this person before anything else is asked."),
    "child_married": _("A child has married. A protection officer speaks with the child alone."),
    "look_for_missing": _("Look for the person: every safe contact, places they go, the others of the family, alone."),
    "offer_recalled": _("A consent was taken back, so the case is on offer no more. Speak with the person."),
    "transfer_recalled": _(
        "A person took back the consent under which the file came to you. Stop using what is not needed for their"
        " safety, and write down what is kept and why."
    ),
    "tell_of_disclosure": _("Tell the person what was told to another office to save a life, to whom, and why."),
    "child_item_missing": _("Something the child needs to travel has fallen away. See what is missing, and settle it."),
    "court_or_panel": _("A parent says no to the child’s travel. Nothing goes on before a court or panel decides."),
    "counsel_of_age": _("They have come of age. Counsel them alone: from now on only their own declaration counts."),
    "message_left_unsafely": _(
        "A message was left, although nothing on file says that one may be. Find out, without leaving another, whether"
        " the person is safe."
    ),
    "ask_consents_anew": _(
        "They have come of age. Ask them, alone, about each use of their data that a guardian agreed to. Until they"
        " say yes themselves, none of these consents counts and nothing is sent on them."
    ),
    "find_named_carer": _("The child was not handed over and stays with us. Reach the named carer."),
    "call": _("Call the person."),
    "collect_paper": _("Collect a paper: %(what)s."),
    "ask_partner": _("Ask a partner: %(what)s."),
    "other": _("%(what)s"),
}

OUTCOMES: dict[str, str | Promise] = {
    "lapsed": _("The time passed without an answer."),
    "happened": _("It happened."),
    "hold_released": _("The hold was released."),
    "asked_again": _("The person was asked again."),
    "handed_over": _("The named carer signed for the child."),
    "case_closed": _("The case was closed."),
    "merged": _("The case went on as part of another."),
    "found": _("The person was found."),
    "referral_acknowledged": _("The receiver takes the person."),
    "referral_declined": _("The receiver declined."),
    "referral_served": _("The person was helped."),
    "referral_not_served": _("The person was not helped."),
    "referral_stopped": _("The person does not want it any more."),
    "border_told": _("The border was told."),
    "date_changed": _("The date changed."),
}

CLOSURES: dict[str, str | Promise] = {
    "completed": _("completed"),
    "period_ended": _("the period ended"),
    "withdrew": _("the person changed their mind"),
    "refused": _("refused"),
    "no_longer_eligible": _("no longer eligible"),
    "stopped_by_person": _("stopped by the person"),
    "moved_away": _("moved away"),
    "deceased": _("deceased"),
    "not_reached": _("not reached"),
    "safety": _("for safety"),
    "removed_by_state": _("removed by the State"),
    "nationality_not_recognised": _("nationality not recognised"),
    "returned_otherwise": _("returned without us"),
    "re_migrated": _("left again"),
    "lapsed_unanswered": _("no answer came in time"),
    "sent_back": _("refused entry and sent back"),
    "split": _("continued in another case"),
    "merged": _("went on as part of another case"),
}
