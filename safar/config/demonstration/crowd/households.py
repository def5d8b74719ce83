"""Households as they come to an office: parents, children, brothers on their way, people alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from safar.config.demonstration.crowd.nations import Compound, Nation, spelt
from safar.config.demonstration.crowd.papers import Papers
from safar.config.demonstration.crowd.persons import BOTH, DAY, LATIN, NO_PAPER, OWN, YEAR, Person, Words
from safar.config.demonstration.crowd.stocks import Random, draw

FIRST_YEAR, LAST_YEAR = 2008, 2025
OLDEST = 90
LARGEST = 9


class Households:
    """Makes one household after another; the same draws give the same households."""

    def __init__(self, random: Random, papers: Papers, offices: int) -> None:
        """`offices` is how many office codes to use; none leaves the office open."""
        self._random = random
        self._papers = papers
        self._offices = offices
        self._numbers = count(1)

    def next(self, nation: Nation) -> list[Person]:
        """One household of 1 to 9, all with one id, one place and, mostly, one telephone."""
        random = self._random
        self._nation = nation
        country, spellings = draw(random, nation.places)
        on = date(FIRST_YEAR, 1, 1) + timedelta(days=int(random() * 365.24 * (LAST_YEAR - FIRST_YEAR + 1)))
        kind = random()
        script = self._script()
        self._first = Person(
            number=0, nation=nation.code, sex="male", given=(), family=(), father=(), grandfather=(), born=on,
            exactness=DAY, is_solar=script != LATIN and random() < nation.solar, script=script,
            country_of_birth=nation.code, country=country, place=draw(random, spellings), paper=NO_PAPER,
            phone=self._papers.phone(country), language=draw(random, nation.languages),
            household=self._papers.household(), office=self._office(), consented_on=on,
        )  # fmt: skip
        if kind < 0.42:
            return [self._alone()]
        if kind < 0.50:
            return self._brothers()
        return self._family(has_father=kind < 0.92, has_children=kind > 0.58)[:LARGEST]

    def _script(self) -> str:
        """About half of those whose names are in Arabic letters are recorded in Latin only."""
        kind = self._random()
        if self._nation.is_latin or kind < 0.50:
            return LATIN
        return OWN if kind < 0.80 else BOTH

    def _office(self) -> str:
        """An office code; the first offices are the large ones."""
        return f"O{1 + int(self._offices * self._random() ** 1.7):03}" if self._offices else ""

    def _given(self, sex: str) -> Compound:
        return draw(self._random, self._nation.men if sex == "male" else self._nation.women)

    def _person(self, sex: str, age: int, father: Words | None, grandfather: Words | None, family: Words) -> Person:
        """Somebody of the household with a name, a birth, and papers; a father who is not given is drawn."""
        random, nation = self._random, self._nation
        if father is None:
            father = spelt(random, draw(random, nation.men))
        if grandfather is None and nation.code == "IQ":
            grandfather = spelt(random, draw(random, nation.men))
        on = self._first.consented_on
        born = on - timedelta(days=int((min(age, OLDEST) + random()) * 365.24) + 20)
        exactness, kind = DAY, random()
        if kind < nation.first_of_january:
            born = born.replace(month=1, day=1)
        elif kind < nation.first_of_january + nation.year_only:
            exactness = YEAR
        has_paper = random() < (nation.with_paper if age >= 16 else nation.with_paper * 0.6)
        first = self._first
        return Person(
            next(self._numbers), nation.code, sex, spelt(random, self._given(sex)), family,
            father if random() < nation.father_is_known else (), grandfather or (), born, exactness, first.is_solar,
            first.script, first.country_of_birth if age > 20 or random() < 0.6 else self._born_abroad(), first.country,
            first.place, self._papers.paper(nation.code, first.country, random()) if has_paper else NO_PAPER,
            self._phone(age), first.language, first.household, first.office, on,
        )  # fmt: skip

    def _born_abroad(self) -> str:
        return self._first.country if self._nation.code in ("AF", "IQ") else self._nation.code

    def _phone(self, age: int) -> str:
        kind = self._random()
        if age < 15:
            return self._first.phone if kind < 0.35 else ""
        if kind < 0.66:
            return self._first.phone
        return self._papers.phone(self._first.country) if kind < 0.84 else ""

    def _family_name(self) -> Words:
        random, nation = self._random, self._nation
        if random() < nation.without_family:
            return ()
        name = spelt(random, draw(random, nation.families))
        if nation.code == "BR" and random() < 0.75:
            name += spelt(random, draw(random, nation.families))
        return name

    def _alone(self) -> Person:
        sex = "male" if self._random() < 0.74 else "female"
        age = 15 + int(50 * self._random() ** 1.8) if self._random() < 0.93 else 60 + int(31 * self._random() ** 1.6)
        return self._person(sex, age, None, None, self._family_name())

    def _brothers(self) -> list[Person]:
        """Two to four brothers or sisters who travel together."""
        random = self._random
        father, grandfather = spelt(random, self._given("male")), spelt(random, self._given("male"))
        family, age = self._family_name(), 15 + int(15 * random())
        found = []
        for _ in range(2 + int(2.6 * random())):
            sex = "male" if random() < 0.8 else "female"
            found.append(self._person(sex, age, father, grandfather, family))
            age += 1 + int(4 * random())
        return found

    def _family(self, *, has_father: bool, has_children: bool) -> list[Person]:
        """A couple, a couple with children, or a mother with hers; sometimes a grandparent lives with them."""
        random, nation = self._random, self._nation
        age = 22 + int(34 * random() ** 1.5)
        father = self._person("male", age, None, None, self._family_name())
        hers = father.family if random() < nation.wife_takes_name else self._family_name()
        mother_age = max(18, age - int(9 * random()) + 1)
        mother = self._person("female", mother_age, None, None, hers)
        found = [father, mother] if has_father else [mother]
        if has_children:
            found += self._children(father, mother, mother_age)
        if random() < 0.07 and father.father:
            old = self._person("male", age + 19 + int(16 * random()), None, None, father.family)
            found.append(replace(old, given=father.father))
        return found

    def _children(self, father: Person, mother: Person, mother_age: int) -> list[Person]:
        random, nation = self._random, self._nation
        years = mother_age - 17
        many = 1 + int(random() * (2.6 if nation.is_latin else 6.2))
        found: list[Person] = []
        age = int(random() * 4 + max(0, mother_age - 28) * 0.7 * random())
        names: set[str] = set()
        while len(found) < many and age < years:
            sex = "male" if random() < 0.51 else "female"
            family = self._inherited(father, mother)
            child = self._person(sex, age, father.given, father.father, family)
            if child.given[-1].own not in names:  # no parents give one name to two living children
                names.add(child.given[-1].own)
                found.append(child)
                if random() < 0.012 and len(found) < many:
                    found.append(self._twin(child, names))
            age += 1 + int(random() * 3.4)
        return found

    def _inherited(self, father: Person, mother: Person) -> Words:
        """The family name of a child: in Brazil the mother's last and the father's last, elsewhere the father's."""
        if self._nation.code == "BR":
            return (*mother.family[-1:], *father.family[-1:])
        return father.family if self._random() < self._nation.inherits else self._family_name()

    def _twin(self, child: Person, names: set[str]) -> Person:
        other = child
        while other.given[-1].own in names:
            other = self._person(child.sex, 1, child.father, child.grandfather, child.family)
        names.add(other.given[-1].own)
        return replace(other, born=child.born, exactness=child.exactness, father=child.father)
