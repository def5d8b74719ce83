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
    "offer_declined": _("The other office declined the case. Read why, and decide what to do."),
    "place_came_free": _("A place in the programme has come free for this case."),
    "call": _("Call the person."),
    "collect_paper": _("Collect a paper: %(what)s."),
    "ask_partner": _("Ask a partner: %(what)s."),
    "other": _("%(what)s"),
}

OUTCOMES: dict[str, str | Promise] = {
    "happened": _("It happened."),
    "hold_released": _("The hold was released."),
    "asked_again": _("The person was asked again."),
    "case_closed": _("The case was closed."),
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
    "sent_back": _("refused entry and sent back"),
    "split": _("continued in another case"),
}
