"""Month names: Solar Hijri months in Persian, Dari and Pashto from the Unicode CLDR, romanised too, and Gregorian."""

from functools import cache

from babel import Locale

CALENDARS = ("gregorian", "iranian", "afghan")

# Language code of ours -> Babel's. Dari is fa-af here and fa_AF there.
BABEL_LOCALES = {"en": "en", "pt": "pt_PT", "fr": "fr", "fa": "fa", "fa-af": "fa_AF", "ps": "ps", "ar": "ar"}

IRANIAN_PERSIAN = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
]
# CLDR writes the sixth month in its linked form (سنبلهٔ); written alone it is سنبله.
AFGHAN_DARI = ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"]
AFGHAN_PASHTO = ["وری", "غویی", "غبرگولی", "چنگاښ", "زمری", "وږی", "تله", "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب"]

IRANIAN_ENGLISH = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
]
IRANIAN_PORTUGUESE = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dei",
    "Bahman",
    "Esfand",
]
IRANIAN_FRENCH = [
    "Farvardin",
    "Ordibehecht",
    "Khordad",
    "Tir",
    "Mordad",
    "Chahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
]
AFGHAN_ENGLISH = [
    "Hamal",
    "Sawr",
    "Jawza",
    "Saratan",
    "Asad",
    "Sonbola",
    "Mizan",
    "Aqrab",
    "Qaws",
    "Jadi",
    "Dalw",
    "Hut",
]
AFGHAN_PORTUGUESE = [
    "Hamal",
    "Saur",
    "Jauza",
    "Saratan",
    "Assad",
    "Sonbola",
    "Mizan",
    "Aqrab",
    "Qaus",
    "Jadi",
    "Dalu",
    "Hut",
]
AFGHAN_FRENCH = [
    "Hamal",
    "Sawr",
    "Jawza",
    "Saratan",
    "Assad",
    "Sonbola",
    "Mizan",
    "Aqrab",
    "Qaws",
    "Jadi",
    "Dalw",
    "Hout",
]

SOLAR_MONTHS: dict[tuple[str, str], list[str]] = {
    ("iranian", "fa"): IRANIAN_PERSIAN,
    ("iranian", "fa-af"): IRANIAN_PERSIAN,
    ("iranian", "ps"): IRANIAN_PERSIAN,
    ("iranian", "ar"): IRANIAN_PERSIAN,
    ("iranian", "en"): IRANIAN_ENGLISH,
    ("iranian", "pt"): IRANIAN_PORTUGUESE,
    ("iranian", "fr"): IRANIAN_FRENCH,
    ("afghan", "fa"): AFGHAN_DARI,
    ("afghan", "fa-af"): AFGHAN_DARI,
    ("afghan", "ps"): AFGHAN_PASHTO,
    ("afghan", "ar"): AFGHAN_DARI,
    ("afghan", "en"): AFGHAN_ENGLISH,
    ("afghan", "pt"): AFGHAN_PORTUGUESE,
    ("afghan", "fr"): AFGHAN_FRENCH,
}


def known_language(language: str) -> str:
    """The language among ours that names are printed in: an unknown one, or `pt-br`, falls back as a reader expects."""
    code = language.lower().replace("_", "-")
    if code in BABEL_LOCALES:
        return code
    if code in ("prs", "prs-af"):
        return "fa-af"
    return code.split("-")[0] if code.split("-")[0] in BABEL_LOCALES else "en"


@cache
def month_names(language: str, calendar: str) -> tuple[str, ...]:
    """The twelve month names of a calendar in a language, from the first month to the last."""
    language = known_language(language)
    if calendar != "gregorian":
        return tuple(SOLAR_MONTHS[calendar, language])
    # Only Persian needs the stand-alone form: its other form carries the linking ezafe.
    width = "stand-alone" if language in ("fa", "fa-af") else "format"
    names = Locale.parse(BABEL_LOCALES[language]).months[width]["wide"]
    return tuple(str(names[number]) for number in range(1, 13))


@cache
def month_numbers(calendar: str) -> dict[str, int]:
    """Every way of writing a month of that calendar, folded for comparison, with its number."""
    found: dict[str, int] = {}
    for language in BABEL_LOCALES:
        for number, name in enumerate(month_names(language, calendar), start=1):
            found[fold_month(name)] = number
            if calendar == "gregorian" and language in ("en", "pt", "fr"):
                found.setdefault(fold_month(name)[:3], number)
    return found


def fold_month(name: str) -> str:
    """A month name as it is compared: small letters, Persian letters for Arabic ones, no accent and no full stop."""
    folded = name.casefold().replace("ي", "ی").replace("ك", "ک").replace("ٔ", "").strip(" .")
    return folded.translate(str.maketrans("çéêû", "ceeu"))
