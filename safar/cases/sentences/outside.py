"""Why something was not shown or sent to an authority, a consulate, a border or an auditor, and what to do next."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OUTSIDE: dict[str, str | Promise] = {
    "cases_no_such_application_here": _("There is no such application. Go back to the list."),
    "cases_no_such_application_waiting": _(
        "This application does not wait for anything from us. Look at the case again."
    ),
    "cases_application_answered": _("This application has been answered already. Open it again to read the answer."),
    "cases_application_reference_once": _("That number is taken. Try once more."),
    "cases_application_one_waiting": _("An application of this enrolment waits already. Wait for its answer."),
    "cases_application_state_known": _("An application waits, is answered or was withdrawn."),
    "cases_applicant_once_a_round": _("This person is in the application already."),
    "cases_authorityanswer_known": _("Approve, refuse, or say what more you need."),
    "cases_authorityanswer_refusal_whole": _(
        "A refusal names its reasons, what the person can do against it, and until which day. Write down all three."
    ),
    "cases_authorityanswer_asks_something": _("Write what more you need to decide."),
    "d18_not_declared": _(
        "The programme declares no fields for an authority, so nothing can be submitted. Ask whoever writes programmes."
    ),
    "d18_no_authority": _("That office is no authority. Choose one from the list."),
    "d18_no_consent": _(
        "%(name)s has not consented to this authority receiving their data, or has taken the consent back. Ask them,"
        " and record the consent with the authority’s name first."
    ),
    "d18_authority_holds_no_files": _("An authority holds no files of ours. Submit an application to it instead."),
    "d18_role_at_authority": _(
        "At an authority there is only the role “competent authority”. Choose that role or another office."
    ),
    "d18_no_auditor": _("That colleague is not posted as an auditor in those days. Post them first, with a last day."),
    "d18_sample_ends": _("A sample can be read for ninety days at most. Choose an earlier last day."),
    "cases_auditsample_size": _("A sample holds between one case and two hundred."),
    "cases_auditsample_days_in_order": _("A period cannot end before it begins. Correct one of the two days."),
    "cases_auditsample_seed_and_purpose": _("Write the seed, and what the audit is for."),
    "cases_no_such_office": _("There is no such office. Choose one from the list."),
    "v19_nothing_to_who_enforces": _("The State removed this person. Nothing of the file goes to those who enforce."),
    "d7a_no_request": _(
        "What is sent to a consulate is written down first, field by field. Use the page “Request to the consulate”."
    ),
    "d7a_wish_used_once": _("This written wish has served for a request already. Another request needs another wish."),
    "d7a_one_at_a_time": _("A request about this person is still unanswered. One at a time: record its answer first."),
    "d7a_wish_and_embassy_named": _("Name the embassy, and say where the written wish is kept."),
    "d7a_child": _(
        "A consulate is asked about a child only with its guardian, the paper that shows it, and the child’s own view."
        " Write down all three."
    ),
    "d7a_answered_once": _("The answer to this request is on file. A new question needs a new written wish."),
    "cases_consular_answer_known": _("Choose what the embassy answered."),
    "cases_consular_answer_day": _("The answer comes after the request and not from the future. Correct the day."),
    "cases_no_such_border_list": _("There is no such border list. Go back to the lists."),
    "cases_borderlist_side_known": _("Choose which border is told: the one they leave by or the one they enter."),
    "cases_borderlistrow_once": _("This person is on the list already."),
    "d7b_one_movement": _("A border list holds the people of one movement and nobody else. Prepare another list."),
    "d7b_list_is_released": _("The list is released already. Prepare another one for who comes later."),
    "d7b_released_as_oneself": _("A list is released by whoever releases it, as themselves."),
    "d7b_released_by_two": _("You have released this list already. A second colleague releases it too."),
    "d7b_nobody_on_it": _("Nobody can be put on this list now. Look at what each of them waits for."),
    "d7b_told_once": _("It is on file that the border was told."),
    "cases_borderrecall_told_somebody": _("Write who was told."),
}
