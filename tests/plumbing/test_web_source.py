"""Templates hold no inline style or script, and style sheets know start and end instead of left and right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted([*ROOT.glob("templates/**/*.html"), *ROOT.glob("safar/**/templates/**/*.html")])
SHEETS = sorted(ROOT.glob("static/**/*.css"))

INLINE = {
    "a style attribute": re.compile(r"<[^>{}]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)"),
    "an event attribute": re.compile(r"<[^>{}]*\son[a-z]+\s*="),
    "an address of a script": re.compile(r"""(?:href|action)=["']javascript:"""),
    "something from another host": re.compile(r"""(?:src|href)=["']https?://"""),
}
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right)|left|right|float)\s*:(?!\s*none)"
    r"|text-align\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
)


def faults_in(template: str) -> list[str]:
    """What a template contains that the content security policy would stop."""
    return [fault for fault, pattern in INLINE.items() if pattern.search(template)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_needs_what_the_policy_forbids(path: Path) -> None:
    assert faults_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_style_sheets_know_start_and_end_only(path: Path) -> None:
    assert PHYSICAL.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<p style="color:red">', "a style attribute"),
        ("<style>p{}</style>", "a style element"),
        ("<script>alert(1)</script>", "a script in the page"),
        ('<a onclick="x()">', "an event attribute"),
        ('<img src="https://example.org/x.png">', "something from another host"),
    ],
)
def test_each_planted_fault_is_named(planted: str, fault: str) -> None:
    assert faults_in(planted) == [fault]


@pytest.mark.parametrize("planted", ["margin-left: 1rem", "p { right: 0 }", "text-align: left", "float: right"])
def test_a_planted_left_or_right_is_found(planted: str) -> None:
    assert PHYSICAL.search(planted)
