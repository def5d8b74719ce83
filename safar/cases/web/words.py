"""The words of cases: what each code is called on a page, the names of countries and languages, and amounts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from safar.accounts.types import Role
from safar.cases.sentences import CHANGES, CLOSURES
from safar.cases.web.referral_words import REFERRAL_KIND, REFERRAL_OUTCOME, SHARED_FIELD
from safar.kernel import places
from safar.kernel.calendars import digits
from safar.kernel.months import BABEL_LOCALES, known_language
from safar.people.types import DocumentKind
from safar.plumbing.web import display

Words = Mapping[str, str | Promise]

# Languages that people who return are met in; a person may have others on file.
SPOKEN = (
    "am", "ar", "bn", "en", "es", "fa", "fa-af", "fr", "hi", "ka", "ln", "ne", "ps", "pt", "ro", "ru", "so", "ti", "tr",
    "uk", "ur", "uz", "wo",
)  # fmt: skip

FOR_WHOM: Words = {
    "person": _("the person"),
    "me": _("us"),
    "authority": _("the authority"),
    "embassy": _("the embassy"),
    "partner": _("a partner"),
    "medical": _("medical"),
    "protection": _("protection"),
}
PURPOSE: Words = {
    "first": _("first talk"),
    "second": _("second talk"),
    "declaration": _("declaration"),
    "reconfirm": _("asking again"),
    "other": _("other"),
}
PLACE_KIND: Words = {
    "office": _("at the office"),
    "detention": _("in detention"),
    "remote": _("remote"),
    "home": _("at their home"),
    "other": _("elsewhere"),
}
APPOINTMENT_STATE: Words = {
    "planned": _("planned"),
    "held": pgettext_lazy("appointment", "held"),
    "missed": _("they did not come"),
    "cancelled": _("cancelled"),
}
MEMBER_ROLE: Words = {
    "main": _("main applicant"),
    "accompanying_adult": _("accompanying adult"),
    "child": _("child"),
    "unaccompanied_child": _("unaccompanied child"),
}
CASE_STATUS: Words = {"open": _("open"), "on_hold": _("on hold"), "closed": _("closed")}
BEGAN: Words = {
    "before_travel": _("before the journey"),
    "after_arrival": _("after they had come home without us"),
}
CHANNEL: Words = {
    "phone": _("telephone"),
    "message": _("message"),
    "email": _("e-mail"),
    "visit": _("visit"),
    "letter": _("letter"),
    "partner": _("through a partner"),
    "other": _("another way"),
}
CONTACT_OUTCOME: Words = {
    "reached": _("reached"),
    "no_answer": _("no answer"),
    "wrong_number": _("wrong number"),
    "someone_else": _("someone else answered"),
    "message_left": _("a message was left"),
}
NOTE_KIND: Words = {
    "general": _("general"),
    "contact": _("contact"),
    "papers": _("papers"),
    "plan": _("plan"),
    "imported": _("imported"),
    "protection": _("protection"),
}
PAPER_STEP: Words = {
    "nationality_claimed": _("nationality claimed"),
    "evidence": _("evidence gathered"),
    "consular_request": _("request to the consulate"),
    "consular_interview": _("interview at the consulate"),
    "chased": _("reminded"),
    "recognised": _("recognised"),
    "refused": _("refused"),
    "silent": _("no answer"),
    "issued": _("issued"),
    "stopped": _("stopped"),
}
DECISION_KIND: Words = {"ours": _("our decision"), "authority": _("the authority’s decision")}
DECISION_ANSWER: Words = {
    "approved": _("approved"),
    "refused": _("refused"),
    "more_asked": _("more is asked for"),
}
WAY: Words = {"air": _("by air"), "land": _("by land"), "sea": _("by sea")}
CELL: Words = {
    "done": _("walked"),
    "here": _("is here and can go on"),
    "here held": _("is here and waits for something"),
    "here stopped": _("is here, held until a protection officer has spoken with them"),
    "stopped": _("went no further"),
    "ahead": _("ahead"),
}
PROMISE: Words = {
    "amount_missing": _("amount missing"),
    "planned": _("planned"),
    "approved": _("approved"),
    "handed_over": _("handed over"),
    "explained": _("explained"),
    "released": _("released"),
}
ONWARD: Words = {
    "moved_on": _("moved on to another place"),
    "re_migrated": _("left the country again"),
    "came_back": _("came back"),
}
CERTAINTY: Words = {"known": _("known"), "presumed": _("presumed")}
FATE: Words = {
    "stays": _("it stays"),
    "ends": _("it ends"),
    "passes_to_family": _("it passes to the family"),
}
FATES: Words = {
    **FATE,
    "ends": _("ended when life changed, by the programme’s rule"),
    "passes_to_family": _("has passed to the family"),
    "decided_on_case": _("life has changed: a manager decides what becomes of it"),
}
DUE_KIND: Words = {
    "cash": _("in cash"),
    "kind": _("in kind"),
    "either": _("in cash or in kind"),
    "service": _("a service"),
}
DUE_EVENT: Words = {
    "case_opened": _("when the case is opened"),
    "session_held": _("at the talk"),
    "declaration_made": _("at the declaration"),
    "decision_asked": _("when the decision is asked for"),
    "decision_made": _("after the decision"),
    "refusal_told": _("when a refusal is told"),
    "travel_document_asked": _("when papers are asked for"),
    "travel_document_issued": _("when the papers are there"),
    "departed": _("at departure"),
    "arrived": _("after arrival"),
    "plan_agreed": _("when the plan is agreed"),
    "first_delivery": _("after the first delivery"),
    "followed_up": _("at the follow-up"),
    "everything_delivered": _("when everything is delivered"),
}
FILE_KIND: Words = {
    "declaration": _("signed declaration"),
    "identity": _("identity paper"),
    "travel_document": _("travel document"),
    "consent": _("consent of a parent or guardian"),
    "decision": _("decision"),
    "receipt": _("receipt"),
    "itinerary": _("itinerary or ticket"),
    "medical": _("medical paper"),
    "other": _("other"),
}
ELIGIBILITY: Words = {
    "yes": _("yes"),
    "no": _("no"),
    "refer": _("a person decides"),
    "not_known_yet": _("not known yet"),
}
ARRIVAL: Words = {
    "met": _("arrived and met"),
    "not_met": _("arrived, not met"),
    "unconfirmed": _("arrival not confirmed"),
    "refused_entry": _("entry refused"),
    "sent_back": _("sent back"),
    "journey_stopped": _("the journey was stopped at their wish"),
    "missing": _("missing"),
    "died": _("died"),
}
FACT_OPTION: Words = {
    "none": _("none"),
    "open": _("open"),
    "appeal": _("under appeal"),
    "closed": _("closed"),
    "with_us": _("with us"),
    "own_means": _("by own means"),
    "forced": _("by force"),
    "another_agency": _("through another agency"),
}
NOT_TRAVELLED: Words = {
    "did_not_appear": _("did not appear"),
    "late": _("came too late"),
    "changed_mind": _("changed their mind"),
    "ill": _("was ill"),
    "denied_papers": _("refused by the carrier: papers"),
    "denied_fitness": _("refused by the carrier: fitness"),
    "overbooked": _("overbooked"),
    "refused_exit": _("exit refused"),
    "detained": _("detained"),
    "transport_failed": _("the transport failed"),
    "removed_by_state": _("removed by the State before"),
}
FLAG: Words = {
    "held": _("held: not without a protection officer"),
    "frozen": _("a death is reported: send nothing"),
    "ask_again": _("to be asked again"),
    "from_paper": _("transcribed from paper"),
    "withdrawn": _("changed their mind"),
}
SEX: Words = {"female": _("female"), "male": _("male"), "other": _("other"), "unknown": _("not said")}

APPLICATION_STATE: Words = {
    "waiting": _("waits for the authority"),
    "more_asked": _("more is asked for"),
    "approved": _("approved"),
    "refused": _("refused"),
    "withdrawn": _("withdrawn by the applicant"),
    "ended": _("ended"),
}
AUTHORITY_FIELD: Words = {
    "name": _("name as in the document"),
    "own_name": _("name in own script"),
    "sex": _("sex"),
    "birth": _("birth"),
    "nationality": _("nationality"),
    "document": _("travel document"),
    "role": _("part in the application"),
    "return_country": _("country of return"),
}
CONSULAR_ANSWER: Words = {
    "awaited": _("no answer yet"),
    "recognised": _("recognised"),
    "refused": _("refused"),
    "silent": _("no answer came"),
    "taken_back": _("taken back by us"),
}
SENT_FIELD: Words = {
    "name": _("name as in the document"),
    "own_name": _("name in own script"),
    "father_name": _("father’s name"),
    "sex": _("sex"),
    "birth_earliest": _("born, earliest"),
    "birth_latest": _("born, latest"),
    "birth_country": _("country of birth"),
    "nationality": _("nationality"),
    "document_kind": _("document asked for"),
}
BORDER_SIDE: Words = {
    "exit": _("the border they leave by"),
    "entry": _("the border they enter"),
}
CONSEQUENCE: Words = {
    "stays": _("stays"),
    "ends": _("ends"),
    "passes_to_family": _("passes to the family"),
    "decided_on_case": _("is decided on the case"),
}
AUDIT_LINE: Words = {
    "session": _("counselling session"),
    "declaration": _("declaration signed"),
    "confirmation": _("asked again"),
    "departure": _("departure"),
    "arrival": _("arrival"),
    "decision": _("decision"),
    "stage": _("stage entered"),
    "receipt": _("handed over"),
    "paper": _("file kept"),
}

# What stands beside each line: a step's own codes, said as its page says them.
AUDIT_SAID: Mapping[str, Words] = {
    "session": PLACE_KIND,
    "declaration": {
        "signature": _("signature"),
        "thumbprint": _("thumbprint"),
        "recorded_voice": _("recorded voice"),
        "witnessed_mark": _("a mark, witnessed"),
    },
    "confirmation": {"before": _("shortly before departure"), "at_departure": _("at the place of departure")},
    "departure": WAY,
    "arrival": ARRIVAL,
    "paper": FILE_KIND,
}

DUE_STANDING: Words = {
    "due": _("due"),
    "ended": _("ends"),
    "passes_to_family": _("passes to the family"),
    "decided_on_case": _("to be decided on the case"),
}
TRANSFER_ANSWER: Words = {
    "open": _("not answered yet"),
    "accepted": _("accepted"),
    "declined": _("sent back"),
    "taken_back": _("taken back"),
    "recalled": _("a consent was taken back"),
    "told": _("told"),
}
TABLES: Mapping[str, Words] = {
    "transfer_answer": TRANSFER_ANSWER,
    "referral_kind": REFERRAL_KIND,
    "referral_outcome": REFERRAL_OUTCOME,
    "shared_field": SHARED_FIELD,
    "due_standing": DUE_STANDING,
    "family_change": CHANGES,
    "application_state": APPLICATION_STATE,
    "audit_line": AUDIT_LINE,
    "authority_field": AUTHORITY_FIELD,
    "border_side": BORDER_SIDE,
    "consequence": CONSEQUENCE,
    "consular_answer": CONSULAR_ANSWER,
    "sent_field": SENT_FIELD,
    "appointment_state": APPOINTMENT_STATE,
    "arrival": ARRIVAL,
    "began": BEGAN,
    "case_status": CASE_STATUS,
    "cell": CELL,
    "channel": CHANNEL,
    "contact_outcome": CONTACT_OUTCOME,
    "decision_answer": DECISION_ANSWER,
    "decision_kind": DECISION_KIND,
    "document_kind": {kind.value: kind.label for kind in DocumentKind},
    "closure": CLOSURES,
    "due_event": DUE_EVENT,
    "due_kind": DUE_KIND,
    "eligibility": ELIGIBILITY,
    "file_kind": FILE_KIND,
    "fate": FATES,
    "flag": FLAG,
    "for_whom": FOR_WHOM,
    "member_role": MEMBER_ROLE,
    "note_kind": NOTE_KIND,
    "paper_step": PAPER_STEP,
    "place_kind": PLACE_KIND,
    "promise": PROMISE,
    "purpose": PURPOSE,
    "role": {role.value: role.label for role in Role},
    "sex": SEX,
    "way": WAY,
}


def audit_said(kind: str, said: str) -> str:
    """What an auditor reads beside a line of a sampled case; a text that is no code stays as it is."""
    if kind == "decision" and " " in said:
        whose, answer = said.split(" ", 1)
        return f"{DECISION_KIND.get(whose, whose)}: {DECISION_ANSWER.get(answer, answer)}"
    return str(AUDIT_SAID.get(kind, {}).get(said, said.replace("_", " ")))


def country_name(code: str) -> str:
    """The country's name in the reader's language; the code itself where it is none."""
    return places.country_name(code, display.language())


def country_choices(empty: str | Promise | None = None) -> list[tuple[str, str | Promise]]:
    """Every country by name, for a select."""
    listed: list[tuple[str, str | Promise]] = list(places.countries(display.language()))
    return [("", empty), *listed] if empty is not None else listed


def language_name(code: str) -> str:
    """The language's name in the reader's language."""
    return places.language_name(code, display.language())


def language_choices() -> list[tuple[str, str]]:
    """The languages people are met in, by name."""
    return sorted(((code, language_name(code)) for code in SPOKEN), key=lambda choice: choice[1])


def money_in_words(amount: int | None, currency: str) -> str:
    """An amount given in minor units, with its currency, as the reader writes it."""
    if amount is None:
        return gettext("to be set")
    language = known_language(display.language())
    precision = get_currency_precision(currency or "EUR")
    written = format_currency(
        Decimal(amount).scaleb(-precision),
        currency or "EUR",
        locale=BABEL_LOCALES[language],
        currency_digits=True,
        numbering_system="default",  # the separators of the language; the digits follow
    )
    return digits(written, language)
