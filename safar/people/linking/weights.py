"""How much each likeness and difference between two records weighs: published, fixed numbers (decision 0018).

Each line says how often it is so between two records of one person (m) and between two people (u). Where a value's own
frequency counts (`by`), the register itself says how common the name, place or birth is, and u only stands in for it:
a rare name that two share weighs more than a common one.

m is how clerks err, which is no property of a register; trained from pairs it drifted with whoever happened to be
common among the candidates, brothers and sisters above all.
"""

from __future__ import annotations

from math import log2
from typing import Any, NamedTuple

# Stands for a u that depends on how many people there are.
TIE = -1.0
# How likely two members of one household, or two who share a telephone, are one person: a power of two.
WITHIN_A_FAMILY = -5.0


class Line(NamedTuple):
    """A likeness: its code, when it is so (in SQL), m, u, and the column whose value's frequency counts."""

    code: str
    when: str
    m: float
    u: float
    by: str = ""


class Compared(NamedTuple):
    """One thing that is compared: nothing is said where `unknown`; else the first line that fits counts."""

    name: str
    unknown: str
    lines: tuple[Line, ...]


def _like(column: str, letters: float, sounds: float) -> str:
    """Whether two spellings or sounds of a part are that much alike, whatever the script."""
    return (
        f"(jaro_winkler_similarity({column}_l, {column}_r) >= {letters}"
        f" OR jaro_winkler_similarity({column}s_l, {column}s_r) >= {sounds})"
    )


def _latin_like(column: str, letters: float) -> str:
    # Who is written in Latin letters only has been compared by them already.
    return (
        f"coalesce(({column}_l <> l{column}_l OR {column}_r <> l{column}_r)"
        f" AND jaro_winkler_similarity(l{column}_l, l{column}_r) >= {letters}, false)"
    )


# One household or one telephone: what relatives share says no more than that, so it is not counted again.
TIED = "(coalesce(household_l = household_r, false) OR coalesce(list_has_any(phones_l, phones_r), false))"
SWAPPED = "ws_l = ws_r OR (g1_l = f1_r AND f1_l = g1_r)"
SWAPPED_ALIKE = (
    "(left(gs_l, 1) = left(fs_r, 1) AND left(fs_l, 1) = left(gs_r, 1)"
    " AND jaro_winkler_similarity(gs_l, fs_r) >= 0.85 AND jaro_winkler_similarity(fs_l, gs_r) >= 0.85)"
)
GIVEN_PART = "(g1_l = gz_l OR g1_r = gz_r) AND (g1_l = gz_r OR gz_l = g1_r OR g1_l = g1_r OR gz_l = gz_r)"
GIVEN_ALIKE = f"{_like('g', 0.91, 0.93)} OR {_latin_like('g', 0.91)}"
GIVEN_SOMEWHAT = f"{_like('g', 0.83, 0.85)} OR {_latin_like('g', 0.83)} OR rg_l = rg_r"
GIVEN_LIKE = f"gs_l = gs_r OR {SWAPPED} OR {SWAPPED_ALIKE} OR ({GIVEN_PART}) OR {GIVEN_ALIKE}"
GIVEN_UNLIKE = f"NOT coalesce({GIVEN_LIKE} OR {GIVEN_SOMEWHAT}, false)"
YEARS_APART = "abs(born_year_l - born_year_r)"
YEAR_MISTYPED = (
    f"({YEARS_APART} <= 3 OR {YEARS_APART} % 10 = 0 OR (born_year_l // 100 = born_year_r // 100"
    " AND born_year_l % 10 = born_year_r // 10 % 10 AND born_year_l // 10 % 10 = born_year_r % 10))"
)
SAME_PAPER = "coalesce(list_has_any(papers_l, papers_r), false)"
OF_ONE_FAMILY = f"({TIED} OR coalesce(ps_l = ps_r, false))"

GIVEN = Compared("given", "gs_l IS NULL OR gs_r IS NULL", (
    Line("given_same", "g_l = g_r OR lg_l = lg_r", 0.60, 0.01, "gs"),
    Line("given_sounds_alike", "gs_l = gs_r", 0.20, 0.01, "gs"),
    Line("names_swapped", SWAPPED, 0.05, 0.0001),
    Line("given_alike", GIVEN_ALIKE, 0.06, 0.006),
    Line("given_in_part", GIVEN_PART, 0.05, 0.02),
    Line("names_swapped_alike", SWAPPED_ALIKE, 0.03, 0.0006),
    Line("given_somewhat_alike", GIVEN_SOMEWHAT, 0.04, 0.041),
    Line("given_unlike", "ELSE", 0.02, 0.92),
))  # fmt: skip
FAMILY = Compared("family", f"fs_l IS NULL OR fs_r IS NULL OR {TIED}", (
    Line("family_same", "f_l = f_r OR lf_l = lf_r", 0.55, 0.005, "fs"),
    Line("family_sounds_alike", "fs_l = fs_r", 0.22, 0.005, "fs"),
    Line("family_swapped", f"{SWAPPED} OR {SWAPPED_ALIKE}", 0.05, 0.05),
    Line("family_alike", f"{_like('f', 0.91, 0.93)} OR {_latin_like('f', 0.91)}", 0.06, 0.006),
    Line("family_in_part", "f1_l = f1_r", 0.04, 0.012),
    Line("family_unlike", "ELSE", 0.08, 0.93),
))  # fmt: skip
FATHER = Compared("father", f"ps_l IS NULL OR ps_r IS NULL OR ({TIED} AND (ps_l = ps_r OR {_like('p', 0.85, 0.87)}))", (
    Line("father_same", "p_l = p_r", 0.60, 0.01, "ps"),
    Line("father_sounds_alike", "ps_l = ps_r", 0.24, 0.01, "ps"),
    Line("father_alike", _like("p", 0.91, 0.93), 0.06, 0.006),
    Line("father_in_part", "p1_l = p1_r", 0.03, 0.02),
    Line("father_somewhat_alike", f"{_like('p', 0.83, 0.85)} OR rp_l = rp_r", 0.03, 0.031),
    Line("father_unlike", "ELSE", 0.05, 0.92),
))  # fmt: skip
BIRTH = Compared("birth", "born_year_l IS NULL OR born_year_r IS NULL", (
    Line("birth_same", "born_l = born_r", 0.62, 0.0003, "born"),
    Line("birth_swapped", "born_year_l = born_year_r AND month(born_l) = day(born_r) AND day(born_l) = month(born_r)", 0.06, 0.00004),
    Line("birth_days_apart", "abs(born_l - born_r) <= 2", 0.06, 0.0001),
    Line("birth_a_year_apart", "abs(abs(born_l - born_r) - 365) <= 4 AND born_day_l IS NOT NULL AND born_day_r IS NOT NULL", 0.06, 0.0003),
    Line("birth_year_only", "born_year_l = born_year_r AND (born_day_l IS NULL OR born_day_r IS NULL)", 0.12, 0.006, "born_year"),
    Line("birth_same_day", f"born_day_l = born_day_r AND {YEAR_MISTYPED}", 0.01, 0.0003),
    Line("birth_in_part", "born_year_l = born_year_r AND (month(born_l) = month(born_r) OR day(born_l) = day(born_r))", 0.02, 0.002),
    Line("birth_year_same", "born_year_l = born_year_r", 0.01, 0.012),
    Line("birth_new_years_a_year_apart", f"born_l IS NOT NULL AND born_r IS NOT NULL AND born_day_l IS NULL AND born_day_r IS NULL AND {YEARS_APART} = 1",
         0.02, 0.004),
    Line("birth_within_a_year", f"{YEARS_APART} = 1", 0.025, 0.035),
    Line("birth_within_three_years", f"{YEARS_APART} <= 3", 0.005, 0.06),
    Line("birth_unlike", "ELSE", 0.01, 0.88),
))  # fmt: skip
ADDRESS = Compared("address", "address_l IS NULL OR address_r IS NULL", (
    Line("address_same", "address_l = address_r", 0.50, 0.002, "address"),
    Line("address_alike", "jaro_winkler_similarity(address_l, address_r) >= 0.88", 0.25, 0.003),
    Line("address_unlike", "ELSE", 0.25, 0.995),
))  # fmt: skip
SEX = Compared("sex", "sex_l IS NULL OR sex_r IS NULL", (
    Line("sex_same", "sex_l = sex_r", 0.99, 0.5),
    Line("sex_unlike", "ELSE", 0.01, 0.5),
))  # fmt: skip
PLACE = Compared("place", f"place_l IS NULL OR place_r IS NULL OR {TIED}", (
    Line("place_same", "place_l = place_r", 0.70, 0.05, "place"),
    Line("place_alike", "jaro_winkler_similarity(place_l, place_r) >= 0.9", 0.07, 0.01),
    Line("place_unlike", "ELSE", 0.23, 0.94),
))  # fmt: skip
PAPER = Compared("paper", "papers_l IS NULL OR papers_r IS NULL", (
    Line("paper_same", "list_has_any(papers_l, papers_r)", 0.55, 0.0000005),
    Line("paper_mistyped", "length(papers_l[1]) = length(papers_r[1]) AND damerau_levenshtein(papers_l[1], papers_r[1]) <= 1", 0.15, 0.000005),
    Line("paper_nearly_mistyped", "length(papers_l[1]) >= 8 AND damerau_levenshtein(papers_l[1], papers_r[1]) <= 2", 0.05, 0.0001),
    Line("paper_unlike", "ELSE", 0.25, 0.9999),
))  # fmt: skip
# These two stand for all that a family shares; their weight depends on how many people there are (`_tie`).
PHONE = Compared("phone", "phones_l IS NULL OR phones_r IS NULL OR coalesce(household_l = household_r, false)", (
    Line("phone_same", "list_has_any(phones_l, phones_r)", 0.55, TIE),
    Line("phone_unlike", "ELSE", 0.45, 0.99),
))  # fmt: skip
HOUSEHOLD = Compared("household", "household_l IS NULL OR household_r IS NULL", (
    Line("household_same", "household_l = household_r", 0.6, TIE),
    Line("household_unlike", "ELSE", 0.4, 0.98),
))  # fmt: skip
# What relatives share is counted above as if it came together by chance. This takes it back: brothers and sisters have
# the father, the family and the place in common and differ in given name and birth; twins in the given name alone.
RELATIVES = Compared("relatives", f"{SAME_PAPER} OR NOT {OF_ONE_FAMILY}", (
    Line("like_twins", f"{GIVEN_UNLIKE} AND {YEARS_APART} = 0", 0.0001, 1.0),
    Line("like_twins_of_like_name", f"NOT coalesce({GIVEN_LIKE}, false) AND {YEARS_APART} = 0", 0.1, 1.0),
    Line("like_siblings", GIVEN_UNLIKE, 0.00000001, 1.0),
    Line("like_siblings_of_like_name", f"NOT (coalesce(g_l = g_r, false) OR coalesce(lg_l = lg_r, false)) AND {YEARS_APART} >= 2"
         " AND NOT coalesce(born_day_l = born_day_r, false)", 0.0005, 1.0),
    Line("not_like_relatives", "ELSE", 1.0, 1.0),
))  # fmt: skip
COMPARED = (GIVEN, FAMILY, FATHER, BIRTH, SEX, PLACE, ADDRESS, PAPER, PHONE, HOUSEHOLD, RELATIVES)

# How likely two records are one before anything is compared: about one in ten has a second record.
SHARE_TWICE = 0.1
THRESHOLD = 0.5


def settings_for(people: int) -> dict[str, Any]:
    """Splink's settings for a register of that many people."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "n",
        "probability_two_random_records_match": _prior(people),
        "blocking_rules_to_generate_predictions": [],
        "comparisons": [_comparison(compared, people) for compared in COMPARED],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _prior(people: int) -> float:
    return min(0.5, SHARE_TWICE / max(people, 2))


def _u(line: Line, people: int) -> float:
    """u of a line; a tie takes any two people to what two of a family are, however many people there are."""
    if line.u != TIE:
        return line.u
    prior = _prior(people)
    return min(line.m, line.m * prior / (1 - prior) / 2**WITHIN_A_FAMILY)


def _comparison(compared: Compared, people: int) -> dict[str, Any]:
    unknown = {"sql_condition": compared.unknown, "label_for_charts": "not known", "is_null_level": True}
    return {
        "output_column_name": compared.name,
        "comparison_levels": [unknown, *(_level(line, people) for line in compared.lines)],
    }


def _level(line: Line, people: int) -> dict[str, Any]:
    level: dict[str, Any] = {
        "sql_condition": line.when,
        "label_for_charts": line.code,
        "m_probability": line.m,
        "u_probability": _u(line, people),
        "fix_m_probability": True,
        "fix_u_probability": True,
    }
    if line.by:
        level |= {
            "tf_adjustment_column": line.by,
            "tf_adjustment_weight": 1.0,
            "disable_tf_exact_match_detection": True,
        }
    return level


def frequencies() -> dict[str, float]:
    """The columns whose values' own frequency counts, each with how frequent a value usually is."""
    return {line.by: line.u for compared in COMPARED for line in compared.lines if line.by}


def codes_by_weight(people: int) -> dict[str, dict[float, str]]:
    """For each thing that is compared, the code of the line that has a weight; what says nothing has no code.

    Weights are powers of two, to three places, before the value's own frequency counts.
    """
    return {
        compared.name: {
            round(log2(line.m / _u(line, people)), 3): line.code for line in compared.lines if line.m != line.u
        }
        for compared in COMPARED
    }
