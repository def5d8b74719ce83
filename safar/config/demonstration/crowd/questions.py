"""What is typed into the search box: names as heard, with who is meant, to measure finding with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from safar.config.demonstration.crowd.hearing import misheard, miswritten, slipped
from safar.config.demonstration.crowd.nations import nation, other_spellings
from safar.config.demonstration.crowd.persons import BOTH, LATIN, OWN, Person, Spelt, Words
from safar.config.demonstration.crowd.stocks import Random, draw

HEADER = ("text", "expected", "kind", "birth_year")
KINDS = ("latin", "latin_year", "other_script", "other_script_year")
# Of all words typed: spelt as the writer would, not as the record is; heard wrong, and of these once more.
RESPELT, MISHEARD, TWICE = 0.45, 0.50, 0.15
# Of all questions: one slip of the fingers; family name or father's name first; one word of a longer name left out.
SLIPPED, SWAPPED, SHORTENED = 0.10, 0.10, 0.08
YEARS_OFF = (0, 0, 0, -1, 1)

Kept = tuple[str, Person]


@dataclass
class Sample:
    """So many records drawn evenly from all that come by, without keeping the others."""

    size: int
    random: Random
    kept: list[Kept] = field(default_factory=list)
    seen: int = 0

    def offer(self, record: Kept) -> None:
        """Take the record with the chance that each of those seen so far has."""
        self.seen += 1
        if len(self.kept) < self.size:
            self.kept.append(record)
        elif (place := int(self.random() * self.seen)) < self.size:
            self.kept[place] = record


class Questions:
    """Draws who is asked for while the crowd goes by, and writes the questions at the end."""

    def __init__(self, random: Random, size: int) -> None:
        """`size` is how many questions of each kind are asked."""
        self._random = random
        self._samples = {kind: Sample(size, random) for kind in KINDS}

    def offer(self, record_id: str, person: Person) -> None:
        """Somebody's first record goes by; who is recorded in both scripts is asked for in neither way."""
        record = (record_id, person)
        if person.script == LATIN:
            self._samples["latin"].offer(record)
            self._samples["latin_year"].offer(record)
        if person.script != BOTH and not nation(person.nation).is_latin:
            self._samples["other_script"].offer(record)
            self._samples["other_script_year"].offer(record)

    def count(self) -> int:
        """How many questions there are."""
        return sum(len(sample.kept) for sample in self._samples.values())

    def rows(self) -> Iterator[tuple[str, str, str, str]]:
        """The questions as rows of the file, kind by kind."""
        for kind, sample in self._samples.items():
            is_latin = kind.startswith("latin")
            for record_id, person in sample.kept:
                in_latin = is_latin or person.script == OWN
                year = person.born.year + draw(self._random, YEARS_OFF) if kind.endswith("year") else ""
                yield self.typed(person, in_latin=in_latin), record_id, kind, str(year)

    def typed(self, person: Person, *, in_latin: bool) -> str:
        """Given name, family name and father's name as typed by who heard them."""
        random = self._random
        parts = [self._shortened(person.given), person.family, person.father]
        if random() < SWAPPED:
            parts = parts[1:] + parts[:1] if random() < 0.5 else [parts[1], parts[0], parts[2]]
        heard = self._heard_in_latin if in_latin else self._heard
        text = " ".join([heard(each) for part in parts for each in part])
        if random() < SLIPPED:
            text = slipped(random, text)
        return text.lower() if in_latin and random() < 0.5 else text

    def _shortened(self, words: Words) -> Words:
        if len(words) < 2 or self._random() >= SHORTENED:
            return words
        left_out = int(self._random() * len(words))
        return words[:left_out] + words[left_out + 1 :]

    def _heard_in_latin(self, word: Spelt) -> str:
        random = self._random
        latin = draw(random, other_spellings().get(word.own, (word.latin,))) if random() < RESPELT else word.latin
        if random() < MISHEARD:
            latin = misheard(random, latin)
            if random() < TWICE:
                latin = misheard(random, latin)
        return latin.title()

    def _heard(self, word: Spelt) -> str:
        return miswritten(self._random, word.own) if self._random() < MISHEARD else word.own
