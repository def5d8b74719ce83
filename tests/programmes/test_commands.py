"""The commands about programmes, and the drawings they keep current."""

import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from typer.testing import CliRunner

from safar.programmes.commands import STATES, app, drawn
from safar.programmes.definition.places_on_disk import ROOT, folders
from safar.programmes.diagrams import draw
from safar.programmes.queries import latest_published
from safar.programmes.types import Programme

runner = CliRunner()


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    """A copy of the definitions."""
    return Path(shutil.copytree(ROOT, tmp_path / "definitions"))


def test_check_passes_what_is_sound(definitions: Path) -> None:
    result = runner.invoke(app, ["check", "--definitions", str(definitions)])
    assert result.exit_code == 0, result.output
    assert "arvore-vi" in result.output


def test_check_shows_each_fault_and_fails(definitions: Path) -> None:
    path = definitions / "arvore-vi" / "programme.yaml"
    path.write_text(path.read_text("utf-8").replace("from: [PT]", "from: [PX]"), "utf-8")
    result = runner.invoke(app, ["check", "arvore-vi", "--definitions", str(definitions)])
    line = path.read_text("utf-8").split("from: [PX]")[0].count("\n") + 1
    assert result.exit_code == 1
    assert f"arvore-vi/programme.yaml:{line} `PX` is no country" in result.output


def test_a_new_programme_passes_the_check_and_draws(definitions: Path, tmp_path: Path) -> None:
    place = ["--definitions", str(definitions)]
    assert runner.invoke(app, ["new", "rqa-iran", "--name", "Return of Qualified Afghans", *place]).exit_code == 0
    checked = runner.invoke(app, ["check", "rqa-iran", *place])
    assert checked.exit_code == 0, checked.output
    drawing = runner.invoke(app, ["diagram", "rqa-iran", "--into", str(tmp_path / "states"), *place])
    assert drawing.exit_code == 0, drawing.output
    assert (tmp_path / "states" / "rqa-iran.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["arvore-vi"], "There is a definition"),
        (["RQA"], "is no code"),
        (["../escape"], "is no code"),
        (["rqa", "--based-on", "avr"], "There is no kind"),
        (["rqa", "--name", "a: b\nc: d"], "The name holds signs"),
    ],
)
def test_a_new_programme_is_refused_in_a_sentence(definitions: Path, arguments: list[str], says: str) -> None:
    result = runner.invoke(app, ["new", *arguments, "--definitions", str(definitions)])
    assert result.exit_code == 1
    assert says in result.output


@pytest.mark.django_db
def test_publish_publishes_once_and_says_so(definitions: Path) -> None:
    for code in ("arvore-vi", "avrr-aria"):
        folder = (definitions / code).rename(definitions / f"{code}-said")
        path = folder / "programme.yaml"
        path.write_text(path.read_text("utf-8").replace(f"code: {code}", f"code: {code}-said"), "utf-8")
    first = runner.invoke(app, ["publish", "--definitions", str(definitions)])
    assert first.exit_code == 0, first.output
    assert "arvore-vi-said version 2: published" in first.output
    assert (
        "arvore-vi-said version 2: unchanged"
        in runner.invoke(app, ["publish", "arvore-vi-said", "--definitions", str(definitions)]).output
    )
    assert {"arvore-vi-said", "avrr-aria-said"} <= {one.programme.code for one in latest_published()}


@pytest.mark.parametrize("code", folders(ROOT))
def test_the_drawings_are_current(code: str) -> None:
    for name, text in drawn(code).items():
        assert (STATES / name).read_text("utf-8") == text, f"{name} is stale; run `safar programme diagram`"


def test_no_drawing_is_left_of_a_programme_that_is_gone() -> None:
    kept = {path.stem for path in STATES.iterdir() if path.suffix in {".svg", ".md"}}
    assert kept == set(folders(ROOT))


@pytest.mark.parametrize("language", ["en", "pt", "fa-af"])
def test_a_drawing_is_well_formed_the_same_each_time_and_shows_every_stage(aria: Programme, language: str) -> None:
    svg = draw(aria, language)
    assert svg == draw(aria, language)
    root = ElementTree.fromstring(svg)
    texts = " ".join(element.text or "" for element in root.iter())
    for stage in aria.stages:
        assert stage.names[language] in texts  # type: ignore[index]
    assert "style" not in svg
    assert "<script" not in svg


def test_a_drawing_stays_inside_its_frame(aria: Programme) -> None:
    root = ElementTree.fromstring(draw(aria, "fa-af"))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for element in root.iter():
        for key, limit in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            if key in element.attrib:
                assert 0 <= float(element.attrib[key]) <= limit
