"""Asks axe-core, in the browser, whether a page can be used by everybody; it comes with the front end's packages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"


def barriers(page: Page) -> list[str]:
    """What stands in somebody's way on this page: the rule, why it matters, and where."""
    # Evaluated by the debugger, not loaded by the page: the content security policy stays as strict as it is.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(ASK, RULES)
    return [f"{one['id']}: {one['help']} ({_where(one['nodes'])})" for one in found["violations"]]


def _where(nodes: list[dict[str, Any]]) -> str:
    return ", ".join(str(node["target"][0]) for node in nodes[:4])


@pytest.fixture
def assert_open_to_all() -> Callable[[Page], None]:
    """Fails with a list of barriers when a page has any."""

    def check(page: Page) -> None:
        found = barriers(page)
        assert found == [], f"{page.url}:\n" + "\n".join(found)

    return check
