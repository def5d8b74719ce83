"""Why two records may be one person, or two, in the words a reader is shown."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from safar.people.types import PairReason

WORDS = {
    "people_pair_reported": _("a colleague thinks that they are one person"),
    "given_same": _("the same given name"),
    "given_sounds_alike": _("the given name sounds alike"),
    "names_swapped": _("given name and family name exchanged"),
    "given_in_part": _("a part of the given name"),
    "given_alike": _("the given name is written alike"),
    "names_swapped_alike": _("given name and family name exchanged and written alike"),
    "given_somewhat_alike": _("the given name is somewhat alike"),
    "given_unlike": _("another given name"),
    "family_same": _("the same family name"),
    "family_sounds_alike": _("the family name sounds alike"),
    "family_swapped": _("given name and family name exchanged"),
    "family_in_part": _("a part of the family name"),
    "family_alike": _("the family name is written alike"),
    "family_unlike": _("another family name"),
    "father_same": _("the same father’s name"),
    "father_sounds_alike": _("the father’s name sounds alike"),
    "father_in_part": _("a part of the father’s name"),
    "father_alike": _("the father’s name is written alike"),
    "father_somewhat_alike": _("the father’s name is somewhat alike"),
    "father_unlike": _("another father’s name"),
    "birth_same": _("born on the same day"),
    "birth_swapped": _("day and month of birth exchanged"),
    "birth_days_apart": _("born a day or two apart"),
    "birth_a_year_apart": _("born on the same day, a year apart"),
    "birth_year_only": _("born in the same year, one without a day"),
    "birth_same_day": _("the same day and month of birth in another year"),
    "birth_in_part": _("born in the same year, the same month or day"),
    "birth_year_same": _("born in the same year"),
    "birth_new_years_a_year_apart": _("both with 1 January, a year apart"),
    "birth_within_a_year": _("born within a year"),
    "birth_within_three_years": _("born within three years"),
    "birth_unlike": _("born in other years"),
    "address_same": _("the same address"),
    "address_alike": _("the address is written alike"),
    "address_unlike": _("another address"),
    "sex_unlike": _("another sex"),
    "place_same": _("the same place"),
    "place_alike": _("the place is written alike"),
    "place_unlike": _("another place"),
    "paper_same": _("the same document number"),
    "paper_mistyped": _("one sign differs in the document number"),
    "paper_nearly_mistyped": _("two signs differ in the document number"),
    "paper_unlike": _("another document number"),
    "phone_same": _("the same telephone number"),
    "phone_unlike": _("another telephone number"),
    "household_same": _("the same household"),
    "household_unlike": _("another household"),
    "like_twins": _("may be twins"),
    "like_twins_of_like_name": _("may be twins of like names"),
    "like_siblings": _("may be brothers or sisters"),
    "like_siblings_of_like_name": _("may be brothers or sisters of like names"),
    "both_like_a_third": _("both are like a third record"),
}


def in_words(reasons: Iterable[PairReason], *, speaking_for: bool = True) -> list[str]:
    """The reasons that speak for one person, or those that speak against it, the weightiest first."""
    said = [
        str(WORDS[reason.code])
        for reason in sorted(reasons, key=lambda reason: -abs(reason.weight))
        if reason.code in WORDS and (reason.weight >= 0) is speaking_for
    ]
    return list(dict.fromkeys(said))
