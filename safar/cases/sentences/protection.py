"""What is refused of referrals and of files opened to save a life, and what comes to a protection officer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROTECTION: dict[str, str | Promise] = {
    "cases_referral_consent": _(
        "The person has not agreed to be referred to this receiver. Ask them, write down when they agreed, and refer"
        " them then."
    ),
    "cases_referral_alias": _(
        "Who has an alias is referred by it. Untick the name and tick the alias; the receiver gets the name from the"
        " person."
    ),
    "cases_referral_says_what": _("Say to whom, for what, and which facts the receiver is told."),
    "cases_referral_due_after_made": _("The answer is due after the referral is made. Write in how many hours."),
    "cases_referral_kind_known": _("Choose from the list to whom the person is referred."),
    "cases_referral_outcome_known": _("Choose from the list what became of it."),
    "cases_referral_answer_time": _("An answer comes after the referral and not in the future. Check the time."),
    "cases_referral_ended": _("This referral has ended already. Make a new one if help is still needed."),
    "cases_no_such_referral": _("There is no such referral. Go back to the case."),
    "cases_glass_nothing": _(
        "There is no file with this reference. Ask for it again: it holds no zero and no O. That you asked is logged."
    ),
}

ESCALATED: dict[str, str | Promise] = {
    "message_from_other": _("somebody else told us something about them"),
    "red_screen": _("the coercion screen is red"),
    "dependant_of_withdrawn": _("somebody they depend on changed their mind"),
    "death_reported": _("a death was reported"),
    "not_sure": _("they are not sure"),
    "capacity_doubt": _("whether they can decide is in doubt"),
    "refoulement_doubt": _("whether return is safe is in doubt"),
    "protection": _("held for protection"),
    "recovery_period": _("time to recover has begun"),
    "parental_dissent": _("a parent says no"),
    "not_handed_over": _("the child was not handed over and stays with us"),
    "child_procedure": _("the child’s procedure lacks something"),
    "member_missing": _("somebody is missing"),
    "advisory": _("an advisory holds them"),
    "interpreter_unfit": _("their interpreter was found unfit"),
    "not_reached": _("they have not been reached"),
    "not_met": _("they arrived and nobody met them"),
    "unconfirmed": _("their arrival is not confirmed"),
    "missing": _("they are missing on the way"),
    "refused_entry": _("they were refused entry"),
    "sent_back": _("they were sent back"),
    "journey_stopped": _("they do not go on"),
    "died": _("they died on the way"),
}
