"""What the codes of consent are called on a page, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Label: TypeAlias = "str | _StrPromise"
Words: TypeAlias = "Mapping[str, str | _StrPromise]"
Choices: TypeAlias = "Sequence[tuple[str, str | _StrPromise]]"

PERMIT_STATES: Words = {
    "in_force": _("permit in force"),
    "held": _("permit held"),
    "used": _("has left"),
    "withdrawn": _("changed their mind"),
    "lapsed": _("permit lapsed"),
}
PERMIT_COLOURS = {"in_force": "go", "held": "stop", "used": "go", "withdrawn": "", "lapsed": "wait"}
PRESENCES: Words = {
    "interpreter": _("interpreter"),
    "spouse": _("spouse or partner"),
    "family": _("another member of the family"),
    "guardian": _("guardian"),
    "lawyer": _("lawyer"),
    "court": _("court, for the person"),
    "social_service": _("social service, for the person"),
    "police": _("police"),
    "detention": _("detention staff"),
    "immigration": _("immigration authority"),
    "origin_state": _("consulate or other staff of the country of origin"),
    "other": _("somebody else"),
}
DECISIONS: Words = {"yes": _("yes, wants to return"), "no": _("no"), "considering": _("still considering")}
PURPOSES: Words = {
    "first": _("first talk"),
    "second": _("another talk"),
    "declaration": _("talk before the declaration"),
    "renewal": _("short talk to renew a declaration"),
}
PLACES: Words = {
    "office": _("our office"),
    "detention": _("place of detention"),
    "remote": _("by telephone or video"),
    "home": _("where the person lives"),
}
INTERPRETER_MODES: Words = {"in_person": _("in the room"), "phone": _("by telephone"), "video": _("by video")}
READ_MANNERS: Words = {
    "text": _("read it themselves"),
    "read_aloud": _("it was read aloud to them"),
    "recorded_audio": _("listened to the whole recording"),
}
ASYLUM: Words = {
    "none": _("no claim"),
    "open_claim": _("a claim is open"),
    "open_appeal": _("an appeal is open"),
    "closed": _("closed"),
}
ADVICE: Words = {"taken": _("independent advice taken"), "declined_in_writing": _("advice declined in writing")}
DOCUMENTS: Words = {
    "person": _("with the person"),
    "us": _("with us"),
    "asylum_service": _("with the asylum service"),
    "embassy": _("at the embassy"),
    "police": _("with the police"),
    "authorities": _("with other authorities"),
    "other_person": _("held by somebody else"),
    "lost": _("lost"),
    "stolen": _("stolen"),
    "never_held": _("never had one"),
}
RED_SIGNS: Words = {
    "threat": _("Somebody threatened them"),
    "someone_answers": _("Somebody else answered for them"),
    "trafficking_signs": _("There are signs of trafficking"),
    "document_held": _("Somebody else keeps their document"),
    "pressure_spouse": _("Pressed by the spouse"),
    "pressure_family": _("Pressed by the family"),
    "pressure_employer": _("Pressed by an employer"),
    "pressure_hospital": _("Pressed by a hospital"),
}
AMBER_SIGNS: Words = {
    "detention": _("In detention"),
    "removal_date": _("A removal date is set"),
    "debt": _("Owes money"),
    "destitution": _("Has nothing to live on"),
}
SIGNS: Words = {**RED_SIGNS, **AMBER_SIGNS}
SCREENS: Words = {
    "green": _("screen clear"),
    "amber": _("screen amber: measures needed"),
    "red": _("screen red: protection officer first"),
}
SCREEN_COLOURS = {"green": "go", "amber": "wait", "red": "stop"}
CLEARANCES: Words = {"cleared": _("cleared: they decide freely"), "stays_held": _("not cleared: it stays held")}
MEASURES: Words = {
    "advice_offered": _("independent advice was offered"),
    "private_place": _("spoke in a private place"),
    "second_confirmation": _("confirmed a second time, to somebody other than the counsellor"),
}
MANNERS: Words = {
    "signature": _("signature"),
    "thumbprint": _("thumbprint"),
    "recorded_voice": _("recorded voice"),
    "witnessed_mark": _("a mark, witnessed"),
}
WITNESSES: Words = {
    "colleague": _("a colleague of ours who did not counsel them"),
    "lawyer": _("a lawyer"),
    "social_worker": _("a social worker"),
    "community": _("somebody from their community"),
    "other_organisation": _("staff of another organisation"),
    "other": _("somebody else, not family, interpreter, counsellor or authority"),
}
COPY_ANSWERS: Words = {
    "taken": _("took it"),
    "declined": _("did not want it"),
    "safe_keeping": _("asked us to keep it safe"),
}
READING_ANSWERS: Words = {"taken": _("it was read aloud"), "declined": _("did not want it read aloud")}
OUTCOMES: Words = {
    "return": _("return is best for the child"),
    "stay": _("staying is best for the child"),
    "more_needed": _("more must be known first"),
}
CHILD_WISHES: Words = {
    "wants_to_return": _("wants to return"),
    "does_not_want": _("does not want to return"),
    "not_sure": _("is not sure"),
    "too_young": _("too young to say"),
}
CARER_ANSWERS: Words = {
    "until_majority": _("accepts the child until it is of age"),
    "for_a_time": _("accepts it for a time only"),
    "no": _("does not accept, or no longer"),
}
HAND_OVERS: Words = {
    "handed_over": _("the named carer signed and took the child"),
    "somebody_else": _("somebody else stood there: the child stays with us"),
    "nobody_came": _("nobody came: the child stays with us"),
}
CONSENT_KINDS: Words = {
    "parent_consent": _("the other parent consents"),
    "sole_paper": _("a paper shows that one parent’s word is enough"),
    "best_interest_decision": _("a best-interest decision"),
    "court_decision": _("a court has decided"),
    "untraceable": _("the other parent cannot be found, and a paper stands for them"),
    "dissent": _("the other parent does not consent"),
}
# A best-interest decision is a panel's and has its own page; what was put on file under that word is still read.
CONSENT_KINDS_TO_SAY: Words = {kind: word for kind, word in CONSENT_KINDS.items() if kind != "best_interest_decision"}
WHICH: Words = {"before": _("shortly before departure"), "at_departure": _("at the place of departure")}
ANSWERS: Words = {
    "still_yes": _("Yes, I still want to go"),
    "not_sure": _("I am not sure"),
    "no": _("No"),
}
CHANNELS: Words = {
    "in_person": _("in person"),
    "phone": _("telephone"),
    "message": _("message"),
    "letter": _("letter"),
    "through_interpreter": _("through an interpreter"),
    "other": _("another way"),
}
HOLDS: Words = {
    "message_from_other": _("somebody else told us something: the person is to be reached alone"),
    "red_screen": _("the coercion screen is red"),
    "dependant_of_withdrawn": _("depends on somebody who changed their mind"),
    "death_reported": _("a death was reported"),
    "not_sure": _("the person is not sure"),
    "capacity_doubt": _("whether the person can decide is in doubt"),
    "refoulement_doubt": _("whether return is safe from persecution is in doubt"),
    "protection": _("held for protection"),
    # Nobody learns from a list why: that a person may have been trafficked is of the protection class.
    "recovery_period": _("held for protection"),
    "advisory": _("an advisory halts return to that place"),
    "interpreter_unfit": _("the interpreter was found unfit: to be asked again through another"),
}
HOLD_ASKS: Words = {
    "message_from_other": _("Reach the person alone by a safe way and ask them. Then release it, or record their no."),
    "red_screen": _("Speak with them alone, as somebody other than the counsellor, and write down what you found."),
    "dependant_of_withdrawn": _("Ask alone what they want, now that somebody they depend on stays."),
    "death_reported": _("Find out whether it is true."),
    "not_sure": _("Ask them again alone, in their own time."),
    "capacity_doubt": _("Have it assessed for this decision, or find who decides in law."),
    "refoulement_doubt": _("A protection officer of another office decides."),
    "protection": _("Speak with them alone and release it when it is safe."),
    "recovery_period": _("Ask nothing. When the time is over, hear alone what they wish."),
    "parental_dissent": _("A court or a panel decides. No child travels meanwhile."),
    "child_procedure": _("See what is missing on the child’s page."),
    "member_missing": _("Ask the others alone; find whoever is missing."),
    "advisory": _("See the advisory, and tell the person."),
    "interpreter_unfit": _("Ask them again with another interpreter."),
}
SETTLERS: Words = {
    "psychologist": _("psychologist"),
    "psychiatrist": _("psychiatrist"),
    "doctor": _("doctor"),
    "court": _("court"),
    "guardian": _("appointed guardian"),
}
SETTLED_BY: Words = {
    "assessment": _("a professional assessment"),
    "legal_decision_maker": _("a legal decision-maker"),
}
CAPACITY_RESULTS: Words = {
    "can": _("can decide"),
    "with_support": _("can decide with support"),
    "cannot": _("cannot decide"),
    "decided_for": _("somebody appointed in law agrees, and the person does not object"),
}
CAPACITY_ABOUT: Words = {
    "return": _("to return"),
    "medical": _("treatment"),
    "money": _("money"),
    "lodging": _("where to live"),
    "children": _("their children"),
}
SENT_BY: Words = {
    "us": _("us"),
    "person": _("the person"),
    "court": _("a court"),
    "lawyer": _("a lawyer"),
    "public_service": _("a public service"),
}
SUPPORTERS: Words = {
    "chosen_person": _("a person they trust"),
    "advocate": _("an advocate"),
    "social_worker": _("a social worker"),
    "sign_interpreter": _("somebody for signs or plain language"),
    "psychologist": _("psychologist"),
}
WISHES: Words = {
    "go_on": _("wishes to go on with the return"),
    "stay": _("wishes to stay"),
    "undecided": _("does not know yet"),
}
IDENTIFICATIONS: Words = {
    "identified": _("identified as a victim of trafficking"),
    "not_identified": _("not identified by the service in charge"),
    "declined": _("the person does not wish to be identified"),
    "no_indication": _("nothing points to trafficking after all"),
}
REFOULEMENT: Words = {"may_go": _("may go"), "declined": _("we do not arrange this return")}
LATE_KINDS: Words = {
    "session": _("counselling session"),
    "declaration": _("declaration"),
    "confirmation": _("confirmation"),
    "withdrawal": _("withdrawal"),
    "departure": _("departure"),
}
REACHED: Words = {
    "confirms": _("yes: it is their own declaration, and they still wish to go"),
    "changed_mind": _("it is theirs, but they do not wish to go any more"),
    "never_signed": _("they say that they never signed this"),
    "not_reached": _("not reached: we try again"),
}
PAPER_STATES: Words = {
    "to_check": _("waits for a second reader"),
    "differs": _("two readings differ: enter anew"),
    "to_reach": _("waits until the person is reached"),
    "confirmed": _("the person says that it is theirs"),
    "changed_mind": _("the person changed their mind"),
    "never_signed": _("the person says that they never signed it"),
}
PAPER_COLOURS = {
    "to_check": "wait",
    "differs": "stop",
    "to_reach": "wait",
    "confirmed": "go",
    "changed_mind": "",
    "never_signed": "stop",
}
CHECKED_LINES: Words = {
    "person": _("The name and the birth on the paper are this person’s"),
    "session": _("The talk on the paper is the one shown here: same counsellor, same place, same interpreter"),
    "topics": _("What was covered, and which information pack was read, is as shown here"),
    "children": _("The children named on the paper are those shown here, or none"),
    "presences": _("Who else could see or hear the signing is as shown here"),
    "answers": _("The place, who the witness is, and the answers about a copy and reading aloud are as shown here"),
}
DIFFERENCES: Words = {
    "signed_at": _("when it was signed"),
    "held_on": _("the day of the talk"),
    "language": _("the language"),
    "manner": _("how they signed"),
    "witness_name": _("the name of the witness"),
    "interpreter_name": _("the name of the interpreter"),
    "person": _("the person"),
    "session": _("the talk"),
    "topics": _("what was covered"),
    "children": _("the children"),
    "presences": _("who could see or hear"),
    "answers": _("place, witness or answers"),
}
BLANK_PARTS: Words = {
    "talk": _("talk entered"),
    "declaration": _("declaration entered"),
    "spoiled": _("spoiled"),
    "lost": _("lost"),
}
ORIGINS: Words = {"original": _("original"), "translation": _("translation")}


def word(words: Words, code: str) -> str:
    """The word for a code; a code without one is shown with its underscores as spaces."""
    return str(words.get(code, code.replace("_", " ")))


def choices(among: Words | Choices) -> list[tuple[str, Label]]:
    """The words as the choices of a field; choices stay what they are."""
    return list(among.items() if isinstance(among, Mapping) else among)
