"""The worked cases of every definition are its tests."""

from pathlib import Path

import pytest

from safar.programmes.definition.places_on_disk import EXAMPLES, ROOT
from safar.programmes.examples.trial import try_file
from safar.programmes.types import Programme

CASES = sorted(ROOT.glob(f"*/{EXAMPLES}/*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_worked_case(path: Path, arvore: Programme, aria: Programme, eurp: Programme) -> None:
    programme = {"arvore-vi": arvore, "avrr-aria": aria, "eurp": eurp}[path.parent.parent.name]
    assert try_file(path, path.name, programme) == []


@pytest.mark.parametrize("code", ["arvore-vi", "avrr-aria", "eurp"])
def test_each_programme_has_at_least_eight_worked_cases(code: str) -> None:
    assert len([path for path in CASES if path.parent.parent.name == code]) >= 8
