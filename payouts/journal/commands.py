"""`flask journal …`: for whoever checks our books with a tool of their own."""

from pathlib import Path

import click
from flask.cli import AppGroup

from foundation.database import db
from payouts.journal.beancount import write_beancount

journal_cli = AppGroup("journal", help="The journal of all money.")


@journal_cli.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, writable=True))
def export(file: Path) -> None:
    """Write all that was posted to FILE as beancount text; `bean-check FILE` adds it up."""
    with file.open("w", encoding="utf-8") as to:
        count = write_beancount(db.session(), to)
    click.echo(f"{count} postings written to {file}.")
