"""Advisories, who was told of them, and the register of interpreters, column by column (D1)."""

from safar.plumbing.facts import Fact, Sensitivity

_FILE = "case file: case closed + 5 years"
_ADVICE = "advisory: for ever"
_REGISTER = "register of interpreters: end of work + 5 years"


def _columns(purpose: str, sensitivity: Sensitivity, retention: str, names: str) -> dict[str, Fact]:
    return {name: Fact(purpose, sensitivity, retention) for name in names.split()}


FACTS: dict[str, dict[str, Fact]] = {
    "Advisory": {
        **_columns("names the row", "none", _ADVICE, "id"),
        **_columns(
            "where, for whom and since when return is not advised (V18)",
            "none",
            _ADVICE,
            "country areas profiles level from_at until_at source reason",
        ),
        **_columns("who issued it", "indirect", _ADVICE, "office issued_by issued_at"),
        **_columns("when it was written down, by the database's clock", "none", _ADVICE, "recorded_at"),
    },
    "AdvisoryWords": {
        **_columns("what people are told, in their language (V18)", "none", _ADVICE, "id advisory why language text"),
        **_columns("who wrote it", "indirect", _ADVICE, "written_by written_at"),
        **_columns("when it was written down, by the database's clock", "none", _ADVICE, "recorded_at"),
    },
    "AdvisoryLifting": {
        **_columns("how an advisory ended (V18)", "none", _ADVICE, "id advisory lifted_at reason"),
        **_columns("who lifted it", "indirect", _ADVICE, "lifted_by"),
        **_columns("when it was written down, by the database's clock", "none", _ADVICE, "recorded_at"),
    },
    "AdvisoryTelling": {
        **_columns("whom an advisory concerns (V18)", "sensitive", _FILE, "id advisory traveller"),
        **_columns("who is told first, and until when (V18)", "indirect", _FILE, "why first_to_last arose_at due_at"),
        **_columns("when it was written down, by the database's clock", "none", _FILE, "recorded_at"),
    },
    "AdvisoryTold": {
        **_columns("that the person was told, and how (V18)", "indirect", _FILE, "id telling told_at told_by"),
        **_columns("in which language and by which way", "indirect", _FILE, "language channel"),
        **_columns("what they said to it", "sensitive", _FILE, "said"),
        **_columns("when it was written down, by the database's clock", "none", _FILE, "recorded_at"),
    },
    "TravellerProfile": {
        **_columns("whether an advisory concerns somebody (V18)", "sensitive", _FILE, "id traveller profile fits"),
        **_columns("when and by whom it was noted", "indirect", _FILE, "noted_at noted_by"),
        **_columns("when it was written down, by the database's clock", "none", _FILE, "recorded_at"),
    },
    "Interpreter": {
        **_columns("names the interpreter where no name is needed", "indirect", _REGISTER, "id number"),
        **_columns("who they are", "direct", _REGISTER, "name name_key telephone"),
        **_columns("whether they are a person on file (V21)", "sensitive", _REGISTER, "person"),
        **_columns("a person may ask for a woman or a man", "indirect", _REGISTER, "gender"),
        **_columns(
            "neither a child nor the authority's (V21)", "indirect", _REGISTER, "of_age born_in of_authority employer"
        ),
        **_columns("how they work for us", "indirect", _REGISTER, "office one_off agreement_on ended_on"),
        **_columns("who entered them", "indirect", _REGISTER, "registered_at registered_by"),
        **_columns("when it was written down, by the database's clock", "none", _REGISTER, "recorded_at"),
    },
    "InterpreterOffice": _columns(
        "which other offices may book them", "none", _REGISTER, "id interpreter office recorded_at"
    ),
    "InterpreterLanguage": _columns(
        "what they speak and read (V3)", "indirect", _REGISTER, "id interpreter language reads ended_on"
    ),
    "InterpreterConflict": {
        **_columns("for whom they may not interpret (V21)", "sensitive", _REGISTER, "id interpreter kind person note"),
        **_columns("between which days", "indirect", _REGISTER, "from_on until_on"),
        **_columns("who noted it", "indirect", _REGISTER, "noted_at noted_by"),
        **_columns("when it was written down, by the database's clock", "none", _REGISTER, "recorded_at"),
    },
    "InterpreterRefusal": {
        **_columns("whom the person does not want (V21)", "sensitive", _FILE, "id interpreter traveller refuses"),
        **_columns("when they said so, and to whom", "indirect", _FILE, "said_at recorded_by"),
        **_columns("when it was written down, by the database's clock", "none", _FILE, "recorded_at"),
    },
    "InterpreterFinding": {
        **_columns("since when they are unfit (V21)", "indirect", _REGISTER, "id interpreter unfit unfit_from"),
        **_columns("why", "sensitive", _REGISTER, "reason"),
        **_columns("who found it", "indirect", _REGISTER, "found_at found_by"),
        **_columns("when it was written down, by the database's clock", "none", _REGISTER, "recorded_at"),
    },
    "InterpreterBooking": {
        **_columns("when they are booked", "indirect", _REGISTER, "id interpreter office booked_for starts_at ends_at"),
        **_columns("who booked or freed it", "indirect", _REGISTER, "booked_at booked_by cancelled_at"),
        **_columns("when it was written down, by the database's clock", "none", _REGISTER, "recorded_at"),
    },
    "AudioPack": {
        **_columns("information to be listened to (V3)", "none", _ADVICE, "id pack content_type size sha256 stored_as"),
        **_columns("who reads it out", "indirect", _ADVICE, "voice added_at added_by"),
        **_columns("when it was written down, by the database's clock", "none", _ADVICE, "recorded_at"),
    },
}
