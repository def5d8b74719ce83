"""Eligibility conditions: what may be written, and three-valued answers while facts are missing."""

import pytest

from safar.programmes.expressions import FaultyExpression, Value, check_expression, evaluate, facts_in

SOUND = [
    "is_eu_national",
    "!has_means",
    "applicant_age >= 18",
    "nationality != country_of_return && !is_admitted_to_third_country",
    "country_of_stay in ['PT', 'IR'] || came_by == 'forced'",
    "!(is_eu_national && applicant_age > 17)",
    "family_size + 1 > 2",
]
UNSOUND = [
    ("", "asks about no fact"),
    ("1 == 1", "asks about no fact"),
    ("aplicant_age > 3", "Did you mean `applicant_age`"),
    ("false && aplicant_age > 3", "Did you mean `applicant_age`"),
    ("applicant_age", "gives a number"),
    ("applicant_age == '18'", "compares a number with a word"),
    ("applicant_age > 17.5", "`.` is not allowed"),
    ("country_of_stay == 'Portugal'", "can never be `Portugal`"),
    ("country_of_stay == 'XX'", "can never be `XX`"),
    ("nationality in ['PT', 3]", "compares a word with a number"),
    ("has(applicant_age)", "call no functions"),
    ("size(nationality) > 1", "call no functions"),
    ("is_eu_national ? has_means : true", "write two rules"),
    ("is_eu_national && 3", "gives a number"),
    ("family_size < 0", "always false"),
    ("is_eu_national || !is_eu_national", "always true"),
    ("applicant_age > 3 > 2", "compares twice"),
    ("(applicant_age > 3", "cannot be read"),
    ("{'a': 1} == applicant_age", "`{` is not allowed"),
    ("is_eu_national; has_means", "`;` is not allowed"),
]


@pytest.mark.parametrize("expression", SOUND)
def test_sound_conditions_pass(expression: str) -> None:
    check_expression(expression)


@pytest.mark.parametrize(("expression", "says"), UNSOUND)
def test_unsound_conditions_are_refused_in_a_sentence(expression: str, says: str) -> None:
    with pytest.raises(FaultyExpression, match=r".") as caught:
        check_expression(expression)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("expression", "facts", "answer"),
    [
        ("is_eu_national || has_means", {"is_eu_national": True}, True),
        ("is_eu_national || has_means", {"is_eu_national": False}, None),
        ("is_eu_national && has_means", {"has_means": False}, False),
        ("applicant_age >= 18", {}, None),
        ("applicant_age >= 18", {"applicant_age": 18}, True),
        ("asylum_claim in ['open', 'appeal']", {"asylum_claim": "closed"}, False),
        ("asylum_claim in ['open', 'appeal']", {}, None),
        ("!has_means", {}, None),
    ],
)
def test_unknown_facts_give_an_answer_only_where_they_cannot_change_it(
    expression: str, facts: dict[str, Value], answer: bool | None
) -> None:
    assert evaluate(expression, facts) is answer


def test_facts_of_a_condition_are_named() -> None:
    assert facts_in("nationality != country_of_return && has_means") == (
        "country_of_return",
        "has_means",
        "nationality",
    )
