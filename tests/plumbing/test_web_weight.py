"""The first page somebody opens weighs little: they may sit on a slow line."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

LIMIT_BYTES = 150_000
ROOM_FOR_THE_PAGE = 20_000  # a long worklist compresses to about half of this
SCRIPT_LIMIT = 6_000
ROOT = Path(__file__).parents[2]


def _found(address: str) -> Path:
    found = finders.find(address.removeprefix("/static/"))
    assert found, f"{address} is not among the static files; run npm ci"
    return Path(found)


def _loaded(html: str) -> set[Path]:
    files = {_found(address) for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', html)}
    for sheet in [file for file in files if file.suffix == ".css"]:
        for address in re.findall(r'url\("([^"]+\.woff2)"\)', sheet.read_text(encoding="utf-8")):
            files.add(_found(address))
    return files


def _weight(file: Path) -> int:
    body = file.read_bytes()
    return len(body) if file.suffix == ".woff2" else len(gzip.compress(body, compresslevel=6))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fa-af"])
def test_everything_a_first_page_loads_stays_below_the_limit(client: Client, language: str) -> None:
    html = client.get("/account/login/", headers={"accept-language": language}).content.decode()
    files = _loaded(html)
    assert {file.suffix for file in files} == {".css", ".js", ".woff2", ".svg"}
    total = sum(_weight(file) for file in files)
    assert total + ROOM_FOR_THE_PAGE <= LIMIT_BYTES, {file.name: _weight(file) for file in files}


def test_our_script_stays_small() -> None:
    assert len((ROOT / "static/safar.js").read_bytes()) < SCRIPT_LIMIT


def test_the_lock_of_the_front_end_names_no_host() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in lock
