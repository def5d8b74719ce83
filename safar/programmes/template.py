"""Begins a new definition: the fewest files that pass the check, with the places to fill in."""

import re
from datetime import date
from pathlib import Path

from safar.programmes.definition.places_on_disk import EXAMPLES, PROGRAMME_FILE

PROGRAMME = """\
# Only what differs from `{based_on}`. Change the names, the countries, the days and the source first.
code: {code}
version: 1
based_on: {based_on}
names:
  en: {name}
  pt: {name}
  fa-af: {name}
summary:
  en: Say in a sentence whom this programme helps.
  pt: Diga numa frase quem este programa apoia.
  fa-af: در یک جمله بگویید این برنامه به چه کسی کمک می‌کند.
from: [PT]
to: [any]
valid_from: {year}-01-01
source: Say where the rules of this programme are written.
"""

EXAMPLE = """\
name: A first enquiry
why: Nobody is refused for what was not asked yet. Replace this with a real case of the programme.
facts:
  country_of_stay: PT
expect:
  verdict: not_known_yet
"""


class NewProgrammeRefused(ValueError):
    """The new definition could not be begun; the message says why and what to do."""


def write_new(root: Path, code: str, *, based_on: str, name: str) -> list[Path]:
    """Write the files of a new definition and give their paths; raises NewProgrammeRefused."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", code):
        raise NewProgrammeRefused(
            f"`{code}` is no code; use small Latin letters, digits and hyphens, such as rqa-iran."
        )
    if not re.fullmatch(r"[^\n:#{}\[\]&*!|>'\"%@`]{1,120}", name):
        raise NewProgrammeRefused("The name holds signs that YAML reads otherwise; use letters, digits and spaces.")
    if (root / code).exists():
        raise NewProgrammeRefused(f"There is a definition `{code}` already; choose another code or edit that one.")
    if not (root / based_on / PROGRAMME_FILE).is_file():
        raise NewProgrammeRefused(f"There is no kind `{based_on}`; `avrr` is one.")
    files = {
        root / code / PROGRAMME_FILE: PROGRAMME.format(
            code=code,
            based_on=based_on,
            name=name,
            year=date.today().year,  # noqa: DTZ011 - a year to be edited
        ),
        root / code / EXAMPLES / "01-first-enquiry.yaml": EXAMPLE,
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)
