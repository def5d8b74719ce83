"""Why a change in a family, a split, a merge or a hand-over was not done, and what to do next."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAMILIES: dict[str, str | Promise] = {
    "cases_change_unsettled": _(
        "After a change in the family something is still to be settled with this person (%(gate)s). See “Changes in"
        " the family” on the case and settle it first."
    ),
    "cases_no_such_gate": _("There is no such thing to settle. Go back to the case and look again."),
    "cases_changegate_known": _("Choose what is to be settled from the list."),
    "cases_changegate_once_open": _("This is on the list of what is to be settled already."),
    "cases_changegate_cleared_in_words": _("Write in a few words how it was settled."),
    "cases_changegate_cleared_once": _("This was settled already. Look at the case again."),
    "cases_changegate_by_protection": _(
        "What is best for a child is settled by a protection officer. Ask them to look at it."
    ),
    "cases_changegate_settled_after": _("It is settled after the change, and not in the future. Correct the moment."),
    "cases_one_open_case": _(
        "This person is in an open case of this kind already. Go on with that one, or say that this is another"
        " journey of theirs; relatives are brought together by merging the two cases."
    ),
    "cases_merge_same": _("These are one case already. Choose another case."),
    "cases_merge_not_open": _("Only open cases are merged. Resume or reopen the one that is not, or leave them apart."),
    "cases_merge_offices": _(
        "The two cases are with different offices, or one is on offer to another office. One office takes both first."
    ),
    "cases_merge_countries": _(
        "The two cases lead from or to different countries, or one began after arrival. They stay two cases."
    ),
    "cases_merge_programmes": _(
        "The two cases are not in the same programmes at the same version. Enrol both alike first."
    ),
    "cases_merge_same_person": _("Somebody is in both cases. Settle first in which of the two they are."),
    "cases_merge_death": _("A death is reported in one of them and not yet confirmed. Wait for that."),
    "cases_merge_nobody_left": _("Everybody of that case has departed; they stay where they were. Nothing to merge."),
    "cases_no_such_link": _("There is no such merge to undo. Look at the case again."),
    "cases_caselink_kind_known": _("Cases are split or merged. Choose one of them."),
    "cases_caselink_has_reason": _("Write the reason in a few words."),
    "cases_caselink_undone_with_reason": _("Write the reason in a few words."),
    "cases_merge_rests_declarations": _("It cannot be undone: %(n)s declarations were signed since, in the one case."),
    "cases_merge_rests_permits": _("It cannot be undone: %(n)s permits were made since, in the one case."),
    "cases_merge_rests_departures": _("It cannot be undone: %(n)s people have departed since."),
    "cases_merge_rests_decisions": _("It cannot be undone: %(n)s decisions were made since about all of them."),
    "cases_merge_rests_itineraries": _("It cannot be undone: %(n)s journeys were booked since."),
    "cases_merge_rests_promises": _("It cannot be undone: %(n)s amounts were approved since."),
    "cases_merge_rests_moves": _("It cannot be undone: %(n)s moves were made since. Split the case instead."),
    "cases_merge_rests_links": _("It cannot be undone: the case was split or merged again since (%(n)s)."),
    "cases_merge_rests_transfers": _("It cannot be undone: the case was offered to another office since (%(n)s)."),
    "cases_merge_rests_closed": _("It cannot be undone while the case is closed or on hold. Open it first."),
    "cases_withdrawal_tasks_open": _(
        "Somebody withdrew, and those outside have not been told yet: %(tasks)s Do these first, then close the case."
    ),
    "d6_no_agreement": _(
        "No agreement with that office is valid on that day. Ask the data protection officer to record one, or offer"
        " the case to an office of ours."
    ),
    "d6_no_consent": _(
        "Not everybody of this case has agreed that their file goes to that office (missing: %(n)s). Ask each of them,"
        " a guardian for a child, and write it down on this page."
    ),
    "d6_no_assent": _("A child who is old enough was not asked. Ask the child alone, and tick that they agree."),
    "d6_no_transfer": _("A case is offered with the consents and the agreement it rests on. Use “Offer the case”."),
    "d6_by_data_protection": _("Only a data protection officer writes or ends an agreement. Ask them."),
    "d6_agreement_ended_once": _("This agreement has ended already."),
    "cases_agreement_days_in_order": _("An agreement cannot end before it begins. Correct one of the two days."),
    "cases_agreement_purpose_and_paper": _("Write down what the agreement is for and where its paper is."),
    "cases_no_such_agreement": _("There is no such agreement. Go back to the list."),
    "cases_transfer_kind_known": _("A case is offered, or the least is told to save a life. Choose one of them."),
    "cases_transfer_answer_known": _("An offer is open, accepted, declined, taken back or recalled."),
    "cases_transfer_has_reason": _("Write the reason in a few words."),
    "cases_transfer_says_what_was_told": _("Write down exactly what is told, and no more than they need."),
    "cases_transfer_elsewhere": _("Choose another office."),
    "cases_split_leaves_both": _("Choose some of the members, not none and not all."),
    "cases_split_after_departure": _("Somebody among them has departed already; they stay in this journey."),
    "cases_somebody": _("a member of the case"),
}
