"""The code keeps the house's sizes, names and doors; and each check names a planted breach."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import checks

ROOT = Path(__file__).parents[2]
Check = Callable[[Path], list[str]]
LONG_FUNCTION = '"""M."""\n\ndef f() -> None:\n    """D."""\n' + "    print()\n" * 70
PLANTED: list[tuple[Check, str, str, str]] = [
    (checks.files_too_long, "safar/people/long.py", '"""M."""\n' + "x = 1\n" * 401, "safar/people/long.py has 402"),
    (checks.files_too_long, "tests/people/test_long.py", '"""M."""\n' + "x = 1\n" * 601, "has 602 lines"),
    (checks.functions_too_long, "safar/people/rules.py", LONG_FUNCTION, "f has 72 lines"),
    (checks.modules_without_a_sentence, "safar/people/rules.py", "x = 1\n", "safar/people/rules.py does not open"),
    (checks.public_functions_without_meaning, "safar/people/rules.py", '"""M."""\ndef f(): pass\n', "f has no"),
    (checks.drawers, "safar/people/helpers.py", '"""M."""\n', "helpers.py is named like a drawer"),
    (checks.drawers, "safar/people/common/x.py", '"""M."""\n', "common is named like a drawer"),
    (checks.models_fetched_by_name, "safar/people/x.py", '"""M."""\napps.get_model("a", "b")\n', "by name"),
    (checks.services_without_keywords, "safar/people/services.py", '"""M."""\ndef f(by, *, at): pass\n', "f needs"),
    (
        checks.services_without_keywords,
        "safar/people/services/x.py",
        '"""M."""\ndef f(*, at): pass\n',
        "f needs keyword-only",
    ),
    (
        checks.doors_walked_around,
        "safar/cases/x.py",
        '"""M."""\nfrom safar.people.models import Person\n',
        "safar.people.models.Person, which is not a door",
    ),
    (checks.stylesheet_sides, "static/x.css", "p{margin-left:1px}", "x.css:1 says left"),
    (checks.stylesheet_sides, "static/x.css", "p{text-align: right}", "x.css:1 says left"),
]
CHECKS = sorted({check for check, *_rest in PLANTED}, key=lambda check: check.__name__)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_is_in_order(check: Check) -> None:
    assert check(ROOT) == []


@pytest.mark.parametrize(("check", "path", "text", "named"), PLANTED)
def test_a_planted_breach_is_named(check: Check, path: str, text: str, named: str, tmp_path: Path) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    assert any(named in sentence for sentence in check(tmp_path)), check(tmp_path)
