"""The commands about programmes: check, publish, diagram and new."""

import os
from pathlib import Path
from typing import Annotated

import django
import typer
from django.apps import apps
from rich.console import Console
from rich.progress import track
from rich.table import Table

from safar.programmes.checking.verdict import Checked, check_definition
from safar.programmes.definition.assembly import assemble
from safar.programmes.definition.places_on_disk import ROOT, folders
from safar.programmes.definition.shape import programme_from
from safar.programmes.diagrams import draw, state_page
from safar.programmes.gates import known_gates
from safar.programmes.template import NewProgrammeRefused, write_new

STATES = ROOT.parent / "docs" / "states"

app = typer.Typer(no_args_is_help=True, help="Programmes as data: check, publish, draw and begin definitions.")
console = Console(highlight=False)

Codes = Annotated[list[str] | None, typer.Argument(help="Codes of programmes; all of them when left out.")]
Definitions = Annotated[Path, typer.Option(help="The folder that holds the definitions.")]


@app.command()
def check(codes: Codes = None, definitions: Definitions = ROOT) -> None:
    """Check definitions and try their worked cases; every fault is shown with file, line and a sentence."""
    results = check_all(codes or folders(definitions), definitions)
    table = Table("programme", "version", "worked cases", "faults", box=None)
    for result in results:
        version = str(result.programme.version) if result.programme else "–"
        table.add_row(result.code, version, str(result.examples), str(len(result.faults)))
    for result in results:
        for fault in result.faults:
            console.print(f"[bold]{fault.file}:{fault.line}[/bold] ", end="")
            console.print(fault.sentence, markup=False, soft_wrap=True)
    console.print(table)
    if any(result.faults for result in results):
        raise typer.Exit(1)


@app.command()
def publish(context: typer.Context, codes: Codes = None, definitions: Definitions = ROOT) -> None:
    """Check definitions and publish them as immutable versions; what is unchanged stays the version it is."""
    if callable(context.obj):
        context.obj()
    from django.utils import timezone

    from safar.plumbing.scope import acting_as
    from safar.plumbing.types import Actor
    from safar.programmes import services
    from safar.programmes.queries import latest_published

    before = {one.id for one in latest_published()}
    publisher = Actor(
        user_id=None, name="Safar", role="administrator", office_id=None, offices=frozenset(), channel="command"
    )
    wanted = codes or [result.code for result in check_all(folders(definitions), definitions) if _enrols(result)]
    faulty = 0
    for code in track(wanted, description="Publishing", console=console, transient=True):
        try:
            with acting_as(publisher):
                done = services.publish_programme(by=publisher, at=timezone.now(), code=code, root=definitions)
        except services.FaultyDefinition as refusal:
            faulty += 1
            for fault in refusal.faults:
                console.print(str(fault), markup=False, soft_wrap=True)
        else:
            news = "unchanged" if done.id in before else "published"
            console.print(f"{code} version {done.programme.version}: {news}")
    if faulty:
        raise typer.Exit(1)


@app.command()
def diagram(codes: Codes = None, definitions: Definitions = ROOT, into: Path = STATES) -> None:
    """Draw the stages and moves of definitions as SVG, with a page of tables beside each."""
    into.mkdir(parents=True, exist_ok=True)
    for code in codes or folders(definitions):
        for name, text in drawn(code, definitions).items():
            (into / name).write_text(text, encoding="utf-8")
            console.print(str(into / name), markup=False, soft_wrap=True)


@app.command()
def new(
    code: Annotated[str, typer.Argument(help="Code of the programme: small letters, digits and hyphens.")],
    based_on: Annotated[str, typer.Option(help="The kind it is based on.")] = "avrr",
    name: Annotated[str, typer.Option(help="Its name.")] = "",
    definitions: Definitions = ROOT,
) -> None:
    """Begin a definition: a folder that passes the check, to be edited from there."""
    try:
        written = write_new(definitions, code, based_on=based_on, name=name or code)
    except NewProgrammeRefused as refusal:
        console.print(str(refusal), markup=False, soft_wrap=True)
        raise typer.Exit(1) from refusal
    for path in written:
        console.print(str(path), markup=False, soft_wrap=True)
    console.print(f"Edit these, then run: safar programme check {code}")


def check_all(codes: list[str], root: Path) -> list[Checked]:
    """Check each of the definitions against the gates of every module that is on."""
    if "DJANGO_SETTINGS_MODULE" in os.environ and not apps.ready:
        django.setup()
    gates = known_gates()
    return [check_definition(code, gates=gates, root=root) for code in codes]


def drawn(code: str, root: Path = ROOT) -> dict[str, str]:
    """The generated files of a definition by name: its drawing and its page. Raises ValueError when it is faulty."""
    tree = assemble(root, code).tree
    programme = programme_from(tree)[0] if tree else None
    if programme is None:
        raise ValueError(f"{code} has faults; run `safar programme check {code}` first.")
    return {f"{code}.svg": draw(programme), f"{code}.md": state_page(programme)}


def _enrols(result: Checked) -> bool:
    return result.programme is None or not result.programme.kind
