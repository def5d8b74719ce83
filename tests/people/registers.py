"""Small registers as files, for the tests of their import."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from safar.people.importing.columns import COLUMNS

FAMILIES = ("احمدی", "کریمی", "رضایی", "حسینی", "نوری")
GIVEN = ("محمد", "فاطمه", "علی", "زهرا", "حسین", "مریم", "رضا")


def record(number: int, **told: str) -> dict[str, str]:
    """A valid record of a register, with anything in it told otherwise."""
    given, family = GIVEN[number % len(GIVEN)], FAMILIES[number // 3 % len(FAMILIES)]
    return {
        "id": f"R{number:05}",
        "name": f"{given} {family}",
        "latin": f"Person {chr(97 + number % 26)}{chr(97 + number // 26 % 26)} Ahmadi",
        "given": given,
        "family": family,
        "father": GIVEN[(number + 2) % len(GIVEN)],
        "sex": "male" if number % 2 else "female",
        "born": f"{1950 + number % 50}-03-{1 + number % 28:02}",
        "nationality": "AF",
        "document_kind": "passport" if number % 3 else "",
        "document_number": f"P{number:07}" if number % 3 else "",
        "document_country": "AF" if number % 3 else "",
        "phone": f"+98 912 {number:07}",
        "language": "fa-af",
        "household": f"H{number // 3}",
        "consented_on": "2016-05-01",
    } | told


def write_register(path: Path, records: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS) -> Path:
    """A register with these records."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="")
        writer.writeheader()
        writer.writerows(records)
    return path


def errors_of(path: Path) -> list[dict[str, str]]:
    """The refused rows beside a register."""
    beside = path.with_name(f"{path.stem}.errors.csv")
    with beside.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
