"""`flask ledger rewrap` and `flask ledger erase-again`: the keys and erasures of openings."""

import click

from consent.keeping import erasures, places
from consent.ledger.openings import again
from consent.ledger.openings.rewrapping import rewrap_some
from foundation.database import transaction
from foundation.sealing import BrokenSeal
from foundation.setting_values import hexadecimal_key
from foundation.web import settings


@click.command("rewrap")
@click.option(
    "--old",
    prompt="The master key until now",
    hide_input=True,
    envvar="OLD_MASTER_KEY",
    help="The master key until now; better typed, or in OLD_MASTER_KEY, than given here.",
)
def rewrap(old: str) -> None:
    """Wrap all people's keys by FAIRTAKE_MASTER_KEY. Stop web and worker first; safe to repeat."""
    try:
        hexadecimal_key(old)
        done = 0
        while some := _rewrapped(old):
            done += some
            click.echo(f"{done} keys are wrapped anew.")
    except ValueError as why:
        raise click.ClickException(f"The old master key {why}.") from None
    except BrokenSeal:
        raise click.ClickException("That is not the master key that wrapped them.") from None
    click.echo("All keys are wrapped by FAIRTAKE_MASTER_KEY.")


def _rewrapped(old: str) -> int:
    with transaction() as session:
        return rewrap_some(session, old, settings().master_key)


@click.command("erase-again")
def erase_again() -> None:
    """Erase once more what the second place says was erased. `flask restore` does it by itself."""
    erased = places.second_place(settings()).erasures()
    with transaction() as session:
        went = again.erase_again(session, erased)
    erasures.wiped()
    click.echo(f"{went} openings were there again, and are erased.")
