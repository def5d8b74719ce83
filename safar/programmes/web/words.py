"""What the codes of programmes are called on a page, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, str | Promise]

EFFECTS: Words = {
    "no": pgettext_lazy("a rule stands against", "cannot join"),
    "refer": pgettext_lazy("a rule stands against", "a person decides"),
}
GIVEN: Words = {"cash": _("cash"), "kind": _("in kind"), "either": _("cash or in kind")}
CHOOSERS: Words = {
    "person": _("the person chooses"),
    "office": _("the office chooses"),
    "together": _("chosen together"),
    "none": _("no choice"),
}
MEMBER_ROLES: Words = {
    "main": _("main person"),
    "accompanying_adult": _("accompanying adult"),
    "child": _("child"),
    "unaccompanied_child": _("unaccompanied child"),
}
CIRCUMSTANCES: Words = {
    "death": _("on death"),
    "split": _("when the family splits"),
    "onward_movement": _("on moving on"),
    "forced_return": _("on forced return"),
}
CONSEQUENCES: Words = {
    "stays": pgettext_lazy("a promise", "it stays"),
    "ends": pgettext_lazy("a promise", "it ends"),
    "passes_to_family": pgettext_lazy("a promise", "it passes to the family"),
    "decided_on_case": pgettext_lazy("a promise", "it is decided on the case"),
}
EVENTS: Words = {
    "case_opened": _("the case is opened"),
    "session_held": _("a session is held"),
    "declaration_made": _("the declaration is made"),
    "decision_asked": _("a decision is asked for"),
    "decision_made": _("the decision is made"),
    "refusal_told": _("the refusal is told"),
    "travel_document_asked": _("a travel document is asked for"),
    "travel_document_issued": _("the travel document is issued"),
    "departed": _("departure"),
    "arrived": _("arrival"),
    "plan_agreed": _("the plan is agreed"),
    "first_delivery": _("the first delivery"),
    "followed_up": _("the follow-up talk"),
    "everything_delivered": _("everything is handed over"),
}
PERIODS: Words = {"programme": _("in the whole programme"), "year": _("a year")}
INDICATORS: Words = {
    "applications_and_decisions": _("applications and decisions"),
    "arrival_confirmed": _("arrival confirmed"),
    "assisted_after_return": _("helped after return"),
    "children_with_best_interest_procedure": _("children with a best-interest procedure"),
    "complaints": _("complaints"),
    "cost_per_person": _("cost per person"),
    "did_not_return_after_declaring": _("did not return after declaring"),
    "enquiries": _("enquiries"),
    "follow_up_coverage": _("follow-up coverage"),
    "incidents_and_did_not_travel": _("incidents and people who did not travel"),
    "information_understood": _("information was understood"),
    "livelihood_running": _("livelihood is running"),
    "persons_counselled": _("people counselled"),
    "persons_returned": _("people returned"),
    "plan_agreed_in_time": _("plan agreed in time"),
    "procedure_kept": _("procedure kept"),
    "promises_kept": _("promises kept"),
    "referrals_served": _("referrals served"),
    "reintegration_survey": _("reintegration survey"),
    "satisfaction": _("satisfaction"),
    "time_between_steps": _("time between steps"),
    "vulnerable_helped": _("vulnerable people helped"),
}


def word(words: Words, code: str) -> str:
    """The word for a code; the code itself where none is known."""
    return str(words.get(code, code))
