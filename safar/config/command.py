"""The command `safar`: everything that is done with an installation from a terminal."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safar.config import benchmarking, installation
from safar.config.demonstrating import app as demonstrations
from safar.programmes.commands import app as programmes

app = typer.Typer(
    help="Safar: helps migrants travel, return and rebuild their lives, by their own choice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
imports = typer.Typer(help="Bring in what was kept elsewhere.", no_args_is_help=True)
app.add_typer(programmes, name="programme")
app.add_typer(demonstrations, name="demo")
app.add_typer(imports, name="import")
app.add_typer(benchmarking.app, name="bench")
users = typer.Typer(help="Accounts of staff.", no_args_is_help=True)
app.add_typer(users, name="user")
console = Console(highlight=False)
ADDRESS = "http://localhost:{port}"


@app.command()
def run(
    port: Annotated[int, typer.Option(help="The port of http://localhost to serve on.")] = 8000,
    workers: Annotated[int, typer.Option(help="How many processes answer pages.")] = 2,
    demo: Annotated[bool, typer.Option(help="Fill an empty embedded database with the demonstration.")] = True,
) -> None:
    """Start the database, bring it up to date, and serve the pages.

    Without DATABASE_URL an embedded PostgreSQL is used, whose data stay in `var/` (or SAFAR_HOME), and the first
    start fills it with a fictional organisation. With DATABASE_URL nothing fictional is ever made.
    """
    is_embedded = _open()
    from safar.config import demonstration, serving

    fresh = demo and is_embedded and demonstration.is_empty()
    if fresh:
        demonstration.fill(console)
    else:
        _publish()
    with console.status("Preparing the pages …"):
        demonstration.collect_static_files()
    if not demonstration.has_accounts():
        console.print("There is no account yet. Make the first one with: safar user add")
    demonstration.say_where_and_who(console, ADDRESS.format(port=port))
    serving.serve(port, workers)


@app.command()
def migrate() -> None:
    """Bring the tables up to date and publish the programme definitions that changed."""
    _open(must_migrate=True)
    _publish()
    console.print("The tables and the published programmes are up to date.")


@app.command()
def dedupe(
    user: Annotated[str, typer.Option("--as", help="The user name of whoever searches; among those they may see.")],
) -> None:
    """Search for people who were registered twice; goes on where a stopped search was.

    Who may be one person is listed on the page “Likely duplicates”, where people decide; nothing is merged by itself.
    """
    _open()
    from safar.config import deduping

    deduping.search_from_terminal(console, user)


@users.command("add")
def add_user(
    username: Annotated[str, typer.Option(prompt="User name", help="What they type to sign in.")],
    name: Annotated[str, typer.Option(prompt="Name", help="What colleagues see.")],
    office: Annotated[str, typer.Option(prompt="Code of the office", help="For example LIS.")],
    role: Annotated[str, typer.Option(prompt="Role", help="For example counsellor, administrator.")],
    country: Annotated[str, typer.Option(help="The country of a new office, as PT.")] = "",
    language: Annotated[str, typer.Option(help="The language of their pages: en, pt, fa-af.")] = "en",
) -> None:
    """Add an account with a one-time password; an office that does not exist yet is made with --country."""
    _open()
    _publish()
    from safar.config import demonstration

    account = demonstration.add_account(
        username=username, name=name, office_code=office, role=role, country=country, language=language
    )
    console.print(f"Account {account.username} is ready. One-time password: {account.one_time_password}")


@imports.command("people")
def import_people(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file; see docs/registers.md.")],
    user: Annotated[str, typer.Option("--as", help="The user name of whoever brings the people in.")],
    register: Annotated[str, typer.Option(help="Which register the ids are of; the file’s name when left out.")] = "",
    consented_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day all agreed to registration, where the file has none."),
    ] = None,
    only_try: Annotated[bool, typer.Option("--try", help="Say what would happen and keep nothing.")] = False,
) -> None:
    """Bring in a register of people, however long: everything valid comes in, nobody twice.

    Rows that stay out are written beside the file with what is wrong. An import that broke off goes on when the same
    command is given again.
    """
    _open()
    from safar.config import importing

    day = consented_on.date() if consented_on else None
    if not importing.import_people(
        console, file, username=user, register=register, consented_on=day, only_try=only_try
    ):
        raise typer.Exit(1)


@imports.command("cases")
def import_cases(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV or XLSX file; see the template.")],
    user: Annotated[str, typer.Option("--as", help="The user name of whoever brings the cases in, to their office.")],
    only_try: Annotated[bool, typer.Option("--try", help="Say what would happen and keep nothing.")] = False,
) -> None:
    """Bring in a caseload, however long: a case comes in whole or not at all, and never twice.

    Rows of cases that stay out are written beside the file with what is wrong. An import that broke off goes on when
    the same command is given again. The template is on the page “Bring in a caseload”.
    """
    _open()
    _publish()
    from safar.config import importing

    if not importing.import_caseload(console, file, username=user, only_try=only_try):
        raise typer.Exit(1)


@app.command()
def messages() -> None:
    """Bring the catalogues of translations up to date with the code and compile them."""
    from safar.plumbing.messages import compile_messages, extract_messages

    extract_messages()
    compile_messages()


@app.command(hidden=True)
def glossary() -> None:
    """Write the codes of the glossary anew; for those who work on the program."""
    import django

    django.setup()
    from safar.config.glossary import bring_up_to_date

    bring_up_to_date()


def _open(must_migrate: bool = False) -> bool:
    """Open and migrate the database, start Django, and refuse to go on as a role that stands above the rules.

    Says whether the database is the embedded one.
    """
    import django

    with console.status("Starting the database …"):
        is_embedded = installation.open_database()
    if must_migrate or installation.may_migrate():
        with console.status("Bringing the tables up to date …") as status:
            installation.migrate(status.update)
    django.setup()
    installation.refuse_old_tables()
    from safar.plumbing.database import refuse_unsafe_database

    refuse_unsafe_database()
    return is_embedded


def _publish() -> None:
    from safar.config import demonstration

    with console.status("Publishing the programmes …"):
        demonstration.publish_definitions()


def main() -> None:
    """Run the command; what cannot be done is said in a sentence, without a trace of the program's insides."""
    from django.core.exceptions import PermissionDenied

    from safar.config.installation import NotReady
    from safar.plumbing.database import UnsafeDatabase
    from safar.plumbing.refusals import Refused

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safar.config.settings")
    try:
        app(obj=_open)
    except PermissionDenied as denied:
        Console(stderr=True).print(
            "[bold]Not done.[/] The role of that account does not include this. Name another with --as."
        )
        raise SystemExit(1) from denied
    except (NotReady, UnsafeDatabase, Refused) as refusal:
        Console(stderr=True).print(f"[bold]Not done.[/] {refusal}")
        raise SystemExit(1) from refusal


if __name__ == "__main__":
    main()
