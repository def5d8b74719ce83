"""The command `safar demo`: a fictional organisation in an empty database, and a crowd of invented people in files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from safar.config import installation

app = typer.Typer(
    help="A fictional organisation in an empty database; `safar demo people` writes invented people into files."
)
console = Console(highlight=False)


@app.callback(invoke_without_command=True)
def demo(
    context: typer.Context,
    cases: Annotated[bool, typer.Option(help="Make the cases too, not only the offices and accounts.")] = True,
) -> None:
    """Fill an empty database with a fictional organisation: offices, accounts and some sixty cases."""
    if context.invoked_subcommand is not None:
        return
    is_embedded = context.obj() if callable(context.obj) else False
    from safar.config import demonstration

    if not is_embedded:
        console.print(
            "DATABASE_URL names a real database, where nothing fictional is made. Unset it for the embedded one."
        )
        raise typer.Exit(1)
    if not demonstration.is_empty():
        console.print("This database already holds offices; the demonstration is only made in an empty one.")
        raise typer.Exit(1)
    demonstration.fill(console, cases=cases)


@app.command("people")
def people(
    count: Annotated[int, typer.Option(min=1, help="How many rows to write.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="The same count, seed and options give the same files.")] = 1,
    duplicates: Annotated[
        float, typer.Option(min=0, max=0.4, help="The share of rows that are a second record of somebody.")
    ] = 0.08,
    queries: Annotated[int, typer.Option(min=0, help="How many questions of each kind to write.")] = 2_000,
    offices: Annotated[int, typer.Option(min=0, max=999, help="Write office codes O001 to this number.")] = 0,
    out: Annotated[
        Path | None, typer.Option(file_okay=False, help="The folder; else `people` under SAFAR_HOME.")
    ] = None,
) -> None:
    """Write invented people with families and second records: people.csv, truth.csv and queries.csv.

    No database is opened. The files can be brought in with `safar import people` and measured with `safar bench`.
    """
    import django

    django.setup()
    from safar.config.demonstration import crowd

    folder = out or installation.home() / "people"
    asked = crowd.Asked(count, seed, duplicates, queries, offices)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task(f"{count:,} people", total=count)
        try:
            written = crowd.write_crowd(asked, folder, told=lambda rows: progress.update(bar, completed=rows))
        except OSError as fault:
            raise installation.NotReady(
                f"The files could not be written into {folder}: {fault.strerror}. Name another folder with --out."
            ) from fault
    console.print(f"{written.people}: {written.rows:,} rows")
    console.print(f"{written.truth}: {written.pairs:,} pairs of rows that are one person")
    console.print(f"{written.queries}: {written.questions:,} questions")
