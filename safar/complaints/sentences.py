"""Every sentence complaints say: why something was refused and what to do next; one code, one sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safar.plumbing.refusals import register

REFUSALS: dict[str, str | Promise] = {
    "complaints_no_such_complaint": _("There is no such complaint. Go back to the list."),
    "complaints_no_such_contest": _("There is no such contest. Go back to the list."),
    "complaints_no_such_colleague": _("There is no such colleague. Describe whom it is about in words."),
    "complaints_complaint_reference_once": _("That reference is taken. Try once more."),
    "complaints_about_known": _("Choose what the complaint is about."),
    "complaints_channel_known": _("Choose how the complaint came."),
    "complaints_in_words": _("Write down what the person says, in their own words."),
    "complaints_anonymous_is_nobody": _("A nameless complaint names nobody. Take the name out, or say who complains."),
    "complaints_contact_known": _("They wish to hear from us: write down how we can reach them safely."),
    "complaints_about_staff_says_whom": _("Say whom it is about: choose the colleague, or describe them."),
    "complaints_accused_is_staff": _("Only a complaint about somebody who works here names a colleague."),
    "complaints_step_known": _("Choose what was done."),
    "complaints_appeal_in_words": _("Write down why the person is not content."),
    "complaints_answered_once": _("It has been answered already. Look at the complaint again."),
    "complaints_outcome_known": _("Choose what the complaint came to."),
    "complaints_two_answers_at_most": _("A complaint is answered once, and once more when the person is not content."),
    "complaints_answer_has_reasons": _("Give the reasons, in words the person understands."),
    "complaints_not_appealed": _("The person has not said that they are not content with the answer."),
    "complaints_second_answer_by_another": _("You gave the first answer. Somebody else gives the second."),
    "complaints_not_answered_yet": _("There is no answer yet that the person could be content with or not."),
    "complaints_in_future": _("This has not happened yet. Correct the day."),
    "complaints_ground_known": _("Choose why the refusal is contested."),
    "complaints_contest_in_words": _("Write down what the person says against the refusal, in their own words."),
    "complaints_contest_of_one_thing": _("Contest one refusal at a time."),
    "complaints_decision_contested_once": _("This decision is contested already. Wait for the second opinion."),
    "complaints_rule_contested_once": _("This answer is contested already. Wait for the second opinion."),
    "complaints_nothing_refused": _("This was not refused, so there is nothing to contest."),
    "complaints_contested_before": _("It cannot have been contested before it was decided. Correct the day."),
    "complaints_contest_too_late": _(
        "The time to contest this has passed. A new application is always open, and so is a complaint."
    ),
    "complaints_not_ours_to_overturn": _(
        "The authority decided this. We explain the way to the authority or the court; we cannot change it."
    ),
    "complaints_ours_to_answer": _("This refusal is ours, so a second opinion is owed, not only the way to a court."),
    "complaints_second_opinion_by_another": _(
        "You decided this before. A second opinion is given by somebody who has not."
    ),
    "complaints_opinion_on_the_case": _("A second opinion stands on the case as a decision of its own."),
    "complaints_opinion_known": _("Choose what the second opinion comes to."),
    "complaints_opinion_has_reasons": _("Give the reasons, in words the person understands."),
    "complaints_rule_is_yes_or_no": _("A rule is met or not met: the refusal stands or is overturned."),
}
TASKS: dict[str, str | Promise] = {
    "second_opinion": _("A refusal is contested. Somebody who has not decided it looks again and gives their opinion."),
}
OUTCOMES: dict[str, str | Promise] = {"looked_again": _("Somebody looked again.")}


def make_known() -> None:
    """Tell the plumbing every sentence, once, when the program starts."""
    register(REFUSALS)
    register({f"task_{code}": sentence for code, sentence in TASKS.items()})
    register({f"task_outcome_{code}": sentence for code, sentence in OUTCOMES.items()})
