"""The floors and doors are kept by import-linter, whose contracts name every inner room and notice planted breaches."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.checks import CONTEXTS, DOORS

ROOT = Path(__file__).parents[2]
# Read where a context is put together, or by a migration of an upper floor: see docs/decisions.
OPEN_ROOMS = {"apps", "migrations", "web", "tied", "documents", "commands", "texts"}


def inner_rooms(context: str) -> set[str]:
    """The modules of a context that nobody else may enter."""
    modules = {path.stem for path in (ROOT / "safar" / context).iterdir() if _is_module(path)}
    return {f"safar.{context}.{module}" for module in modules - DOORS - OPEN_ROOMS - {"__init__"}}


def _is_module(path: Path) -> bool:
    return path.suffix == ".py" or (path / "__init__.py").exists()


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_inner_room_is_named_in_a_contract(context: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    named = {
        module
        for contract in contracts
        if contract["type"] == "protected" and contract["allowed_importers"] == [f"safar.{context}"]
        for module in contract["protected_modules"]
    }
    assert inner_rooms(context) == named


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("people/services", "from safar.cases import types", "Floors"),
        ("kernel/dates", "import safar.plumbing.types", "Floors"),
        ("cases/queries", "from safar.people.models import Person", "people: three doors"),
        ("consent/services", "import safar.accounts.models", "accounts: three doors"),
    ],
)
def test_a_planted_breach_is_noticed(place: str, line: str, contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "safar", tmp_path / "safar", ignore=shutil.ignore_patterns("__pycache__", "templates"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / "safar" / f"{place}.py"
    target = target if target.exists() else tmp_path / "safar" / place / "__init__.py"
    target.write_text(target.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", "pyproject.toml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": "."}, check=False)
    assert done.returncode != 0, done.stdout
    assert f"{contract} BROKEN" in done.stdout, done.stdout
