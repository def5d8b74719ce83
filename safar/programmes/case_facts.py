"""The facts eligibility rules may ask about: each a flat name with its type and the question that fills it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FactKind = Literal["yes_no", "number", "country", "choice"]


def gettext_noop(text: str) -> str:
    """Marks a question for the translators without needing Django, which rules may not import."""
    return text


@dataclass(frozen=True)
class CaseFact:
    """One fact: its kind, the question to ask while it is unknown, and whether it only ever rests on likeness."""

    kind: FactKind
    question: str
    options: tuple[str, ...] = ()
    is_fuzzy: bool = False

    def accepts(self, value: object) -> bool:
        """Whether the value is of this fact's kind."""
        if self.kind == "yes_no":
            return isinstance(value, bool)
        if self.kind == "number":
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        if self.kind == "choice":
            return value in self.options
        return isinstance(value, str) and len(value) == 2 and value.isascii() and value.isupper()


CASE_FACTS: Mapping[str, CaseFact] = {
    "applicant_age": CaseFact("number", gettext_noop("How old is the person on the day of the application?")),
    "asylum_claim": CaseFact(
        "choice", gettext_noop("Is an asylum claim or an appeal open?"), ("none", "open", "appeal", "closed")
    ),
    "came_by": CaseFact(
        "choice",
        gettext_noop("How does the person return: with us, by own means, by force, or through another agency?"),
        ("with_us", "own_means", "forced", "another_agency"),
    ),
    "country_of_return": CaseFact("country", gettext_noop("To which country does the person want to return?")),
    "country_of_stay": CaseFact("country", gettext_noop("In which country does the person live now?")),
    "family_size": CaseFact("number", gettext_noop("How many people of the family would travel together?")),
    "false_statement": CaseFact("yes_no", gettext_noop("Did the competent authority establish a false statement?")),
    "has_means": CaseFact("yes_no", gettext_noop("Could the person pay for the journey without help?")),
    "helped_before": CaseFact(
        "yes_no",
        gettext_noop("Does the search for earlier help show a likely match with this person?"),
        is_fuzzy=True,
    ),
    "is_admitted_to_third_country": CaseFact(
        "yes_no", gettext_noop("Is there proof that the country of return would lawfully admit the person?")
    ),
    "is_close_family_of_eu_national": CaseFact(
        "yes_no", gettext_noop("Is the person a close relative of a national of the European Union?")
    ),
    "is_eu_national": CaseFact("yes_no", gettext_noop("Is the person a national of the European Union?")),
    "is_qualified": CaseFact(
        "yes_no", gettext_noop("Has the person a profession, a trade or schooling that the programme looks for?")
    ),
    "is_recognised_refugee": CaseFact("yes_no", gettext_noop("Is the person recognised as a refugee?")),
    "is_unaccompanied_child": CaseFact(
        "yes_no", gettext_noop("Is the person a child without a parent or guardian at their side?")
    ),
    "justice_impediment": CaseFact(
        "yes_no", gettext_noop("Does a court or another authority of justice forbid the person to leave?")
    ),
    "legally_in_host_country": CaseFact("yes_no", gettext_noop("Does the person stay lawfully in the host country?")),
    "nationality": CaseFact("country", gettext_noop("Which nationality has the person?")),
    "non_refoulement_concern": CaseFact(
        "yes_no", gettext_noop("Is there a doubt that the person would be safe from persecution and torture?")
    ),
    "selected_with_authority": CaseFact(
        "yes_no", gettext_noop("Has the family been selected together with the competent authority?")
    ),
}
