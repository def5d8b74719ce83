"""Who may join: every rule answered with yes, no, refer or not known yet, and the facts to ask for."""

from collections.abc import Mapping, Sequence

from safar.programmes.case_facts import CASE_FACTS
from safar.programmes.expressions import Value, evaluate, facts_in
from safar.programmes.types.answers import Answer, Verdict
from safar.programmes.types.eligibility import EligibilityRule
from safar.programmes.types.programme import Programme

WORST_FIRST: tuple[Verdict, ...] = ("no", "not_known_yet", "refer", "yes")


class WrongFact(ValueError):
    """A fact nobody declared, or a value of the wrong kind; the message names it. Correct the caller."""


def eligibility(programme: Programme, facts: Mapping[str, Value]) -> list[Answer]:
    """Each rule of the programme answered from the facts known so far; raises WrongFact for a malformed fact."""
    check_facts(facts)
    return [_answer(rule, facts) for rule in programme.rules]


def overall(answers: Sequence[Answer]) -> Verdict:
    """The answer for the person: one no decides, then what is not known yet, then what must be referred."""
    given = {answer.answer for answer in answers}
    return next((verdict for verdict in WORST_FIRST if verdict in given), "yes")


def check_facts(facts: Mapping[str, Value]) -> None:
    """Raises WrongFact unless every fact is declared and of its kind."""
    for name, value in facts.items():
        fact = CASE_FACTS.get(name)
        if fact is None:
            raise WrongFact(f"There is no fact `{name}`.")
        if not fact.accepts(value):
            raise WrongFact(f"`{value}` is no answer to `{name}`, which is of the kind {fact.kind}.")


def _answer(rule: EligibilityRule, facts: Mapping[str, Value]) -> Answer:
    stands_against = evaluate(rule.when, facts)
    verdict: Verdict = "not_known_yet" if stands_against is None else rule.then if stands_against else "yes"
    ask = tuple(name for name in facts_in(rule.when) if name not in facts) if stands_against is None else ()
    sentence = rule.sentence if verdict in {"no", "refer"} else rule.met
    return Answer(rule.code, verdict, sentence, rule.source, ask, rule.except_by)
