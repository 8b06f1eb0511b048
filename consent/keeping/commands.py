"""`flask ledger …`: what an operator does to the rights ledger."""

from collections.abc import Callable
from typing import TypeVar

import click
from flask.cli import AppGroup

from consent.keeping import actions, places
from consent.keeping.jobs import keep
from consent.keeping.private_commands import erase_again, rewrap
from consent.ledger.key_ring import NoKey, spelled
from consent.ledger.keys import BadKey
from consent.ledger.monitoring.commands import monitor
from consent.ledger.notes import BadNote
from consent.ledger.signing import Contradiction
from foundation.errors import DomainError
from foundation.web import settings

ledger_cli = AppGroup("ledger", help="The rights ledger: its keys and its checks.")
key_cli = AppGroup("key", help="The keys that sign its checkpoints.")
ledger_cli.add_command(key_cli)
ledger_cli.add_command(monitor)
ledger_cli.add_command(rewrap)
ledger_cli.add_command(erase_again)
_Result = TypeVar("_Result")


@key_cli.command("create")
def create() -> None:
    """Make the first key, or put the one you gave on record."""
    key = _said(lambda: actions.create_key(settings=settings()))
    click.echo(f"The ledger signs as {key.verifier}")
    _tell_where()


@key_cli.command("rotate")
@click.option("--finish", is_flag=True, help="End the overlap: only the newest key signs on.")
def rotate(finish: bool) -> None:
    """Make a new key. Both sign until you finish, so that everybody can learn the new one."""
    given = settings()
    if finish and given.ledger_key:
        raise click.ClickException("Take the older keys out of FAIRTAKE_LEDGER_KEY yourself.")
    if finish:
        dropped = _said(lambda: actions.finish_rotation(settings=given))
        click.echo(
            f"{dropped} older keys are forgotten; what they signed stays good."
            if dropped
            else "There was no older key: the ledger signs with one key, and goes on with it."
        )
        return
    if given.ledger_key:
        made = _said(lambda: actions.key_to_give(settings=given))
        click.echo("Put this before the key in FAIRTAKE_LEDGER_KEY, with a space between, start")
        click.echo("again, and run flask ledger key record:")
        click.echo(spelled(made))
        return
    key = _said(lambda: actions.rotate_key(settings=given))
    click.echo(f"The ledger also signs as {key.verifier}")
    click.echo("Give this to everybody who verifies; then: flask ledger key rotate --finish")


@key_cli.command("record")
def record() -> None:
    """Put new keys of FAIRTAKE_LEDGER_KEY on record, each with its entry in the ledger."""
    recorded = _said(lambda: actions.record_given_keys(settings=settings()))
    for key in recorded:
        click.echo(f"The ledger also signs as {key.verifier}")
    if not recorded:
        click.echo("There is no key that is not on record yet.")


@ledger_cli.command("new-origin")
@click.option(
    "--close", default="", help="The ledger's present name, which then never signs again."
)
def new_origin(close: str) -> None:
    """Begin again under a new name after entries or keys were lost or stolen."""
    given = settings()
    if not close:
        click.echo(_EXPLAINED)
        raise SystemExit(1)
    key = _said(lambda: actions.begin_origin(settings=given, close=close))
    if given.ledger_key:
        click.echo(f"Put this into FAIRTAKE_LEDGER_KEY and start again:\n{spelled(key)}")
    else:
        _said(keep)
    click.echo(f"{close} is closed. The ledger goes on as {key.verifier}")


_EXPLAINED = """\
A ledger whose signed entries are lost, or whose key is in other hands, must not sign on under its
name: whoever holds its old checkpoints would see it contradict itself. This command

  1. makes a new key under the next name (…/ledger/2),
  2. writes an entry that commits to the last checkpoint that was signed under the old name,
  3. signs all entries that are there under the new name, and never again under the old one.

Then publish the new key and a new policy, and tell the witnesses why. Nothing that was proven under
the old name is lost: its checkpoints stay verifiable with its old key.

Try to bring lost entries back first (an export, a witness's mirror, a backup): flask ledger audit
tells what is missing. When you are sure, type the present name:
  flask ledger new-origin --close NAME"""


def _tell_where() -> None:
    given = settings()
    if not given.ledger_key:
        click.echo(f"Its private half is in {places.key_file(given)}: back it up elsewhere.")


def _said(act: Callable[[], _Result]) -> _Result:
    try:
        return act()
    except (DomainError, Contradiction, NoKey, BadKey, BadNote, OSError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
