"""The words of a name: what is written apart or together, and which words say little about who it is."""

import re
from functools import lru_cache

from safar.kernel.names.letters import normal_form

# Second halves that are written with the first half or apart: Karim zada, Karimzada; Yusuf zai, Yusufzai.
JOINED_BEHIND = {
    *("zada", "zadah", "zade", "zadeh", "zai", "zay", "zaee", "zoi", "khel", "khil", "pur", "pour", "poor"),
    *("nejad", "nezhad", "nizhad", "nia", "niya", "yar", "vand", "oghlu", "oghli", "allah", "ullah", "ulla", "uddin"),
    *("eddin", "aldin", "din", "iddin", "udin"),
    *("زاده", "زی", "زایی", "خیل", "پور", "نژاد", "نیا", "یار", "وند", "اوغلو", "الله", "الدین"),
}
# Articles and words for "son of": written or left out as the clerk pleases.
LEFT_OUT = {
    *("al", "el", "ul", "ol", "as", "ar", "bin", "ben", "ibn", "bint", "binti", "walad", "wald", "e", "de", "da", "do"),
    *("dos", "das", "di", "del", "la", "ال", "بن", "ابن", "بنت", "ولد"),
}
# Titles and honours, which come and go between two records of one person.
HONOURS = {
    *("sayed", "sayyed", "sayyid", "said", "syed", "seyed", "seyyed", "saied", "haji", "hajji", "haj", "hajj", "hadji"),
    *(
        "mullah",
        "mulla",
        "molla",
        "mula",
        "mawlawi",
        "maulavi",
        "molavi",
        "khan",
        "bibi",
        "begum",
        "jan",
        "agha",
        "aqa",
    ),
    *(
        "mirza",
        "sheikh",
        "shaikh",
        "shaykh",
        "cheikh",
        "ustad",
        "karbalai",
        "mashhadi",
        "mr",
        "mrs",
        "dr",
        "dona",
        "dom",
    ),
    *(
        "سید",
        "حاجی",
        "حاج",
        "ملا",
        "مولوی",
        "خان",
        "بی بی",
        "بیبی",
        "بیگم",
        "جان",
        "آغا",
        "اغا",
        "اقا",
        "میرزا",
        "شیخ",
        "استاد",
    ),
}
# What is written short.
SHORT_FORMS = {"mhd": "mohammad", "mohd": "mohammad", "md": "mohammad", "muhd": "mohammad", "mohmd": "mohammad"}

_SERVANT_OF = re.compile(r"\b(abd|abdo|عبد) ?(?:[aeou](?:l|([rszdnt])(?= ?\2))|ال) ?(?=\w{2})")
_ARTICLE = re.compile(r"\b(?:al|el|ul) (?=\w)")


def words_of(text: str) -> list[str]:
    """The words of a name in normal form: `Abd al-Rahman` and `Karim Zada` are one word each, articles are left out.

    A name that is nothing but such words keeps them.
    """
    return list(_words(text))


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    plain = _SERVANT_OF.sub(r"\1", normal_form(text))
    written = [SHORT_FORMS.get(word, word) for word in _ARTICLE.sub("", plain).split(" ") if word]
    words: list[str] = []
    for word in written:
        if word in JOINED_BEHIND and words:
            words[-1] += word
        elif word not in LEFT_OUT:
            words.append(word)
    return tuple(words or written)


def says_little(word: str) -> bool:
    """Whether a word is a title or an honour, which two records of one person need not share."""
    return word in HONOURS
