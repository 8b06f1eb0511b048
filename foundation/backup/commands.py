"""`flask backup FILE` and `flask restore FILE`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from foundation.backup.making import make_backup
from foundation.backup.restoring import restore_backup
from foundation.errors import DomainError
from foundation.web import settings

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
EXISTING_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command("backup")
@FILE
@with_appcontext
def backup_command(file: Path) -> None:
    """Write one consistent copy of the database and the files to FILE. Others may go on."""
    try:
        made = make_backup(settings=settings(), file=file)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    size_mib = made.size_bytes / (1 << 20)
    click.echo(f"{made.rows} rows and {made.files} files are in {file} ({size_mib:.1f} MiB).")
    click.echo("The keys are not: keep FAIRTAKE_MASTER_KEY and FAIRTAKE_SECRET_KEY elsewhere.")


@click.command("restore")
@EXISTING_FILE
@click.option("--over", is_flag=True, help="Replace what the database holds.")
@with_appcontext
def restore_command(file: Path, over: bool) -> None:
    """Bring back what FILE holds, bring it up to date, and check it. Stop web and worker first."""
    try:
        faults = restore_backup(settings=settings(), file=file, over=over)
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    for fault in faults:
        click.echo(f"FAULT  {fault}")
    if faults:
        raise SystemExit(1)
    click.echo(f"{file} is restored, and all checks found it whole.")
