"""Every stage, gate, permission and code stands in the glossary."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from safar.config import glossary

CODE = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


@pytest.fixture(scope="module")
def codes() -> str:
    """The codes of the program as it is served, without the tests' example module."""
    ask = "import django; django.setup(); from safar.config import glossary; print(glossary.codes(), end='')"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "safar.config.settings"}
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def codes_missing(written: str, codes: str) -> list[str]:
    """The codes of the program that the glossary does not list."""
    return sorted(set(CODE.findall(codes)) - set(CODE.findall(written)))


def test_the_codes_of_the_glossary_are_current(codes: str) -> None:
    written = glossary.GLOSSARY.read_text(encoding="utf-8")
    assert codes_missing(written, codes) == [], "Run `make messages`."
    assert written.endswith(glossary.MARK + codes), "Run `make messages`."


def test_a_planted_code_is_named(codes: str) -> None:
    written = glossary.GLOSSARY.read_text(encoding="utf-8")
    assert codes_missing(written, f"{codes}\n| `planted_code` | Planted. |") == ["planted_code"]
