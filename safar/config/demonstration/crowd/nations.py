"""The five peoples of the crowd: which names they give, how families inherit them, how births and papers are kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from safar.config.demonstration.crowd.persons import Spelt
from safar.config.demonstration.crowd.stocks import (
    URN_SIZE,
    Random,
    Word,
    draw,
    latin_words,
    lines,
    mixed,
    own_words,
    seeded,
    shared_words,
    urn,
    word,
)

Compound = tuple[Word, ...]
# The urns are filled once and the same for every seed, so that a seed changes people and not the stock of names.
FILLING_SEED = "stocks"
# Words that go before or after another given name, the commonest first: own script, then Latin spellings.
BEFORE_MEN = (
    "محمد Mohammad Mohamad Muhammad Mohd|غلام Ghulam Gholam Gulam|سید Sayed Said Syed Sayyid|گل Gul Gol|شیر Sher Shir"
    "|میر Mir|نور Noor Nur|علی Ali|حاجی Haji Hajji|ملا Mullah Mulla|شاه Shah|جان Jan|خیر Khair Kheir"
)
AFTER_MEN = "جان Jan|خان Khan|شاه Shah|آغا Agha Aqa|گل Gul Gol"
BEFORE_WOMEN, AFTER_WOMEN = "بی‌بی Bibi Bebe|سیده Sayeda Saida", "گل Gul Gol|جان Jan|بیگم Begum Bigum"
BEFORE_IRANIAN_MEN = "محمد Mohammad Mohamad|امیر Amir|سید Seyed Sayed Seyyed"
BEFORE_IRANIAN_WOMEN = "سیده Seyedeh Seyyedeh|فاطمه Fatemeh Fateme"
BEFORE_IRAQI_MEN = "محمد Mohammed Muhammad|سيد Sayyid Said|أبو Abu Abo"
ARTICLES = ("Al-", "Al ", "Al")
# Endings that make a family name of a given name.
AFGHAN_ENDINGS = "ی i y|زاده zada zadeh|زی zai zay|خیل khel khil|یار yar yaar"
IRANIAN_ENDINGS = "ی i y|زاده zadeh zade|پور pour poor|نژاد nejad nezhad|فر far|نیا nia niya|یان ian yan"
ROMANIAN_ENDINGS = "escu escu esku|eanu eanu ianu|oiu oiu|aru aru"
NOT_JOINED = "اآأدذرزژوة"


@dataclass(frozen=True)
class Nation:
    """A people: its shares are of 1, its urns hold names as often as people bear them."""

    code: str
    share: float
    is_latin: bool
    men: tuple[Compound, ...]
    women: tuple[Compound, ...]
    families: tuple[Compound, ...]
    languages: tuple[str, ...]
    places: tuple[tuple[str, tuple[Spelt, ...]], ...]
    without_family: float  # who has no family name at all
    inherits: float  # children who bear their father's family name
    wife_takes_name: float
    father_is_known: float
    first_of_january: float
    year_only: float
    solar: float  # births told in the Solar Hijri calendar, where the name is in its own script
    with_paper: float


def spelt(random: Random, compound: Compound) -> tuple[Spelt, ...]:
    """The words of a name with one Latin spelling each, as one bearer uses them."""
    return tuple([Spelt(each.own, draw(random, each.spellings)) for each in compound])


@lru_cache(maxsize=1)
def nations() -> tuple[Nation, ...]:
    """The peoples of the crowd; filling their urns takes a moment, once."""
    return (_afghans(), _iranians(), _iraqis(), _brazilians(), _romanians())


def nation(code: str) -> Nation:
    """A people by its two-letter country."""
    return next(each for each in nations() if each.code == code)


@lru_cache(maxsize=1)
def other_spellings() -> dict[str, tuple[str, ...]]:
    """Every usual Latin spelling of a word in its own script."""
    found: dict[str, dict[str, None]] = {}
    for people in nations():
        for compound in {*people.men, *people.women, *people.families}:
            for each in compound:
                found.setdefault(each.own, {}).update(dict.fromkeys(each.spellings))
    return {own: tuple(sorted(spellings)) for own, spellings in found.items()}


def _afghans() -> Nation:
    random = seeded(FILLING_SEED)
    men = mixed(shared_words("shared_men", 0), own_words("af_men"))
    women = mixed(shared_words("shared_women", 0), own_words("af_women"))
    return Nation(
        code="AF", share=0.46, is_latin=False,
        men=_given(random, men, _words(BEFORE_MEN), _words(AFTER_MEN), _servants(0), 0.30),
        women=_given(random, women, _words(BEFORE_WOMEN), _words(AFTER_WOMEN), [], 0.16),
        families=_families(random, own_words("af_families"), _built(men, AFGHAN_ENDINGS), 0.40),
        languages=("fa-af", "fa-af", "fa-af", "ps", "ps"), places=_places("AF"),
        without_family=0.22, inherits=0.72, wife_takes_name=0.15, father_is_known=0.96, first_of_january=0.42,
        year_only=0.07, solar=0.40, with_paper=0.55,
    )  # fmt: skip


def _iranians() -> Nation:
    random = seeded(FILLING_SEED)
    men = mixed(shared_words("shared_men", 1), own_words("ir_men"))
    women = mixed(shared_words("shared_women", 1), own_words("ir_women"))
    return Nation(
        code="IR", share=0.16, is_latin=False,
        men=_given(random, men, _words(BEFORE_IRANIAN_MEN), _words("رضا Reza|علی Ali"), _servants(1), 0.18),
        women=_given(random, women, _words(BEFORE_IRANIAN_WOMEN), _words("سادات Sadat"), [], 0.08),
        families=_families(random, own_words("ir_families"), _built(men, IRANIAN_ENDINGS), 0.45),
        languages=("fa",), places=_places("IR"),
        without_family=0.005, inherits=0.99, wife_takes_name=0.02, father_is_known=0.97, first_of_january=0.03,
        year_only=0.01, solar=0.55, with_paper=0.85,
    )  # fmt: skip


def _iraqis() -> Nation:
    random = seeded(FILLING_SEED)
    men = mixed(shared_words("shared_men", 2), own_words("iq_men", is_arab=True))
    women = mixed(shared_words("shared_women", 2), own_words("iq_women", is_arab=True))
    nisbas = _with_article(own_words("iq_families", is_arab=True))
    kurds = own_words("iq_kurdish_families", is_arab=True)
    return Nation(
        code="IQ", share=0.18, is_latin=False,
        men=_given(random, men, _words(BEFORE_IRAQI_MEN), _words("علي Ali"), _servants(2), 0.07),
        women=_given(random, women, _words("أم Um Umm"), _words("الزهراء Alzahraa Al-Zahra"), [], 0.02),
        families=_families(random, mixed(nisbas, kurds), nisbas + _with_article(_built(men, "ي i y")), 0.4),
        languages=("ar", "ar", "ar", "ckb"), places=_places("IQ"),
        without_family=0.12, inherits=1.0, wife_takes_name=0.0, father_is_known=0.99, first_of_january=0.24,
        year_only=0.03, solar=0.0, with_paper=0.75,
    )  # fmt: skip


def _brazilians() -> Nation:
    random = seeded(FILLING_SEED)
    men, women = latin_words("br_men"), latin_words("br_women")
    particles = {name: particle for row in lines("br_families") for name, _, particle in [row[0].partition("+")]}
    families = [
        word(lead + each.own, [lead + name for name in dict.fromkeys(each.spellings)])
        for each in latin_words("br_families")
        for lead in ("", f"{particles[each.own]} " if particles[each.own] else "")
    ]
    return Nation(
        code="BR", share=0.10, is_latin=True,
        men=_given(random, men, men[:4], men[:120], [], 0.35),
        women=_given(random, women, women[:2], women[:120], [], 0.40),
        families=_families(random, families, families, 0.3), languages=("pt",), places=_places("BR"),
        without_family=0.0, inherits=1.0, wife_takes_name=0.45, father_is_known=0.40, first_of_january=0.005,
        year_only=0.0, solar=0.0, with_paper=0.90,
    )  # fmt: skip


def _romanians() -> Nation:
    random = seeded(FILLING_SEED)
    men, women = latin_words("ro_men"), latin_words("ro_women")
    return Nation(
        code="RO", share=0.10, is_latin=True,
        men=_given(random, men, men[:60], men[:80], [], 0.28),
        women=_given(random, women, women[:60], women[:80], [], 0.30),
        families=_families(random, latin_words("ro_families"), _built(men, ROMANIAN_ENDINGS), 0.40),
        languages=("ro",), places=_places("RO"),
        without_family=0.0, inherits=0.98, wife_takes_name=0.85, father_is_known=0.55, first_of_january=0.005,
        year_only=0.0, solar=0.0, with_paper=0.90,
    )  # fmt: skip


def _servants(people: int) -> list[Word]:
    """The names that begin with عبدال, in the spellings of a people; sun letters are heard double."""
    found = []
    for row in lines("abd"):
        own, _, arabic = row[0].partition("/")
        spellings = []
        for name in row[1:]:
            ways = [f"Abdul {name}", f"Abdul{name.lower()}", f"Abdol{name.lower()}", f"Abd al-{name}", f"Abdel {name}"]
            if name[0] in "RSZNTD":
                ways.append(f"Abdu{name[0].lower()}{name.lower()}")
            if people == 1:
                ways.insert(0, ways.pop(2))
            spellings += ways
        found.append(word("عبدال" + ((arabic or own) if people == 2 else own), spellings))
    return found


def _given(
    random: Random, plain: list[Word], first: list[Word], last: list[Word], servants: list[Word], compound: float
) -> tuple[Compound, ...]:
    """An urn of given names: plain ones, the servants' names, and compounds with a word before or after."""
    common, leading, closing = urn(plain), urn(first, 512, 3), urn(last, 512, 6)
    service = urn(servants, 1024) if servants else ()
    found: list[Compound] = []
    while len(found) < URN_SIZE:
        name = draw(random, service) if service and random() < 0.10 else draw(random, common)
        other = draw(random, leading if random() < 0.65 else closing)
        if random() >= compound or " " in name.own or other.own == name.own:
            found.append((name,))
        else:
            found.append((other, name) if other in first else (name, other))
    return tuple(found)


def _families(random: Random, listed: list[Word], built: list[Word], share_built: float) -> tuple[Compound, ...]:
    kept, made = urn(listed), urn(built, URN_SIZE, 60)
    return tuple((draw(random, made if random() < share_built else kept),) for _ in range(URN_SIZE))


def _with_article(names: list[Word]) -> list[Word]:
    """Nisbas with their article, in Latin letters joined, apart or with a hyphen."""
    return [
        word("ال" + each.own, [article + name for name in dict.fromkeys(each.spellings) for article in ARTICLES])
        for each in names
    ]


def _words(listed: str) -> list[Word]:
    return [word(own, spellings) for own, *spellings in (each.split() for each in listed.split("|"))]


def _built(names: list[Word], endings: str) -> list[Word]:
    """Family names made from given names and an ending, as احمد gives احمدی, احمدزاده and احمدزی."""
    return [
        word(own, [name + latin for name in spellings for latin in ending.spellings])
        for ending in _words(endings)
        for each in names
        if " " not in each.own
        for own, spellings in _ended(each, ending.own)
    ]


def _ended(name: Word, ending: str) -> list[tuple[str, list[str]]]:
    """A name with an ending and the Latin stems; nothing where the two do not go together."""
    stems = [each.replace(" ", "").capitalize() for each in dict.fromkeys(name.spellings)][:3]
    if ending.isascii():
        return [(name.own.rstrip("aeiuăâî") + ending, [stem.rstrip("aeiuăâî") for stem in stems])]
    if ending[0] in "یي" and name.own[-1] in "اءیيىوؤهة":
        return []
    is_joined = len(ending) == 1 or name.own[-1] in NOT_JOINED
    return [(name.own + ("" if is_joined else "\u200c") + ending, stems)]


def _places(nationality: str) -> tuple[tuple[str, tuple[Spelt, ...]], ...]:
    """An urn of places, each with its country and the ways it is written, the usual one first."""
    return tuple(
        (country, tuple(Spelt(latin.split(",")[0] if own == "-" else own, each) for each in latin.split(",")))
        for people, country, own, latin, weight in lines("places")
        if people == nationality
        for _ in range(int(weight))
    )
