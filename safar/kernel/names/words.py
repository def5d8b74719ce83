"""The words of a name: what is written apart or together, and which words say little about who it is."""

import re
from functools import lru_cache

from safar.kernel.names.letters import normal_form

# Second halves that are written with the first half or apart (Karim zada, Karimzada), and how they are joined.
JOINED_BEHIND = {
    **{half: half for half in ("zada", "zadah", "zade", "zadeh", "zai", "zay", "zaee", "zoi", "khel", "khil", "pur")},
    **{half: half for half in ("pour", "poor", "nejad", "nezhad", "nizhad", "nia", "niya", "yar", "vand", "oghlu")},
    **dict.fromkeys(("allah", "ullah", "ulla", "ollah", "alah"), "ullah"),
    **dict.fromkeys(("uddin", "eddin", "aldin", "din", "iddin", "udin", "eddine", "oddin"), "din"),
    **{half: half for half in ("زاده", "زی", "زایی", "خیل", "پور", "نژاد", "نیا", "یار", "وند", "اوغلو", "الله")},
    **dict.fromkeys(("الدین", "دین"), "دین"),
}
# Articles and words for "son of": written or left out as the clerk pleases.
_LEFT_OUT = """
al el ul ol an ar as ash at ad az ud ur us uz bin ben ibn bint binti walad wald e de da do dos das di del la
ال بن ابن بنت ولد
"""
LEFT_OUT = frozenset(_LEFT_OUT.split())
# Titles and honours, which come and go between two records of one person.
_HONOURS = """
sayed sayyed sayyid said syed seyed seyyed saied haji hajji haj hajj hadji mullah mulla molla mula mawlawi maulavi
molavi khan bibi begum jan agha aqa mirza sheikh shaikh shaykh cheikh ustad karbalai mashhadi mr mrs dr dona dom
سید حاجی حاج ملا مولوی خان بیبی بیگم جان آغا اغا اقا میرزا شیخ استاد
"""
HONOURS = frozenset(_HONOURS.split())
# What is written short.
SHORT_FORMS = {"mhd": "mohammad", "mohd": "mohammad", "md": "mohammad", "muhd": "mohammad", "mohmd": "mohammad"}

_SERVANT_OF = re.compile(r"\b(abd|abdo|عبد) ?(?:[aeou](?:l|([rszdnt])(?= ?\2))|ال) ?(?=\w{2})")
# An article written with its word; names that only begin like one are named, and short Latin words keep their `al`.
_ARTICLE = re.compile(r"^(?:al(?=[^\Waeiouw]\w{4})|ال(?=\w{3}))")
NO_ARTICLE = {
    *("الهام", "الناز", "المیرا", "الیاس", "الهه", "البرز", "الوند", "الکوزی", "الیاسی", "الله", "الیزابت", "الکساندر"),
}
_OF_THE_FAITH = re.compile(r"(?<=\w)الدین$")


def words_of(text: str) -> list[str]:
    """The words of a name in normal form: `Abd al-Rahman` and `Karim Zada` are one word each, articles are left out.

    A name that is nothing but such words keeps them.
    """
    return list(_words(text))


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    # What stands between the halves of one Persian word (شاه‌محمود) parts letters, not words.
    written = _SERVANT_OF.sub(r"\1", normal_form(text.replace("\u200c", "")).replace("بی بی", "بیبی")).split()
    words: list[str] = []
    for word in written:
        if word in JOINED_BEHIND and words:
            words[-1] += JOINED_BEHIND[word]
        elif word not in LEFT_OUT:
            plain = word if word in NO_ARTICLE else _OF_THE_FAITH.sub("دین", _ARTICLE.sub("", word))
            words.append(SHORT_FORMS.get(plain, plain))
    return tuple(words or written)


def says_little(word: str) -> bool:
    """Whether a word is a title or an honour, which two records of one person need not share."""
    return word in HONOURS
