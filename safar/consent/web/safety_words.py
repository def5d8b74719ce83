"""What the codes of advisories and of the register of interpreters are called, and the words said to people."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from safar.consent.types import AdvisoryLine
from safar.consent.web.words import Words
from safar.kernel.places import country_name

LEVELS: Words = {
    "information": _("information: people are told of it"),
    "caution": _("caution: people are told of it before what they declare counts"),
    "halt": _("halt: nobody leaves"),
}
LEVELS_SHORT: Words = {"information": _("information"), "caution": _("caution"), "halt": _("halt")}
LEVEL_COLOURS = {"information": "", "caution": "wait", "halt": "stop"}
PROFILES: Words = {
    "women_alone": _("women who travel without another adult"),
    "children": _("children"),
    "single_parents": _("parents alone with children"),
    "older_people": _("people of sixty and older"),
    "ethnic_minority": _("an ethnic group"),
    "religious_minority": _("a religious group"),
    "former_officials": _("who worked for an earlier government"),
    "security_forces": _("who served in police or army"),
    "journalists": _("who work for newspapers, radio or television"),
    "human_rights": _("who stood up for the rights of others"),
    "teachers": _("who teach"),
    "lgbti": _("who love or live differently"),
    "medical_need": _("who need treatment that cannot be had there"),
    "disability": _("who live with a disability"),
}
STANDINGS: Words = {
    "moving": _("on their way now"),
    "soon": _("with a permit, not yet gone"),
    "rest": _("thinking of going"),
}
WHY: Words = {"issued": _("tell them of the advisory"), "lifted": _("explain that it has ended")}
CONFLICTS: Words = {
    "family": _("family"),
    "personal": _("close to them, or at odds with them"),
    "employer": _("works for them, or they for the interpreter"),
    "other": _("something else"),
    "authority": _("works for an authority here"),
    "origin_state": _("works for the country of origin"),
}
GENDERS: Words = {"female": _("woman"), "male": _("man"), "other": _("other")}
THROUGH: Words = {
    "declaration": _("declaration"),
    "confirmation": _("asked again"),
    "session": _("talk"),
}
AGAINST: Words = {
    "v21_interpreter_child": _("not certainly of age"),
    "v21_interpreter_authority": _("works for an authority"),
    "v21_interpreter_family": _("family"),
    "v21_interpreter_conflict": _("a conflict is noted"),
    "v21_refused_by_person": _("the person does not want them"),
    "v21_unfit": _("found unfit"),
}


def place_of(line: AdvisoryLine, language: str) -> str:
    """Where an advisory is about, in words: its areas, or the whole country."""
    country = country_name(line.country, language)
    return f"{' · '.join(line.areas)} ({country})" if line.areas else country


def words_to_say(line: AdvisoryLine, why: str, language: str, written: Mapping[str, str]) -> str | None:
    """What is said to a person in a language: our sentence and what the issuer wrote; None where it needs translation.

    Dari and Persian stand for each other where only one of them was written.
    """
    near = [code for code in written if code.split("-")[0] == language.split("-")[0]]
    said = written.get(language) or (written[near[0]] if near else "")
    if not said:
        return None
    ours = [code for code, _name in settings.LANGUAGES if code.split("-")[0] == language.split("-")[0]]
    if not ours:
        return said  # our sentence has no words in this language, and English under its name would be read out
    with override(ours[0]):
        return f"{_sentence(line, why) % {'place': place_of(line, language)}} {said}"


def _sentence(line: AdvisoryLine, why: str) -> str:
    if why == "lifted":
        return gettext(
            "The warning about %(place)s that we told you of has ended. What you declared still counts where nothing"
            " else has changed, and you may change your mind at any time."
        )
    if line.level == "halt":
        return gettext(
            "There is a warning about %(place)s: for now nobody leaves for there through us. What you declared is not"
            " lost, you may choose another place, and you may change your mind at any time."
        )
    return gettext(
        "Before you decide, please hear what we know about %(place)s. You may take your time, ask anything, and change"
        " your mind whenever you wish."
    )
