"""`flask demo load`: made-up people and work, the same for the same seed, never in production."""

from collections.abc import Sequence

import click
from flask.cli import AppGroup, with_appcontext

from foundation import hooks
from foundation.errors import DomainError, NotPermitted
from foundation.hooks import DemoPerson, DemoSize
from foundation.settings import Settings
from foundation.web import settings

USUAL = DemoSize(performers=0, recordings=0, seed=1)
"""Performers beside the cast are made in bulk, on request only."""

demo_cli = AppGroup("demo", help="Made-up people and work, to look round with.")


class DemoInProduction(NotPermitted):
    message = "Demo people have known passwords, so they are never made in production."


class NoRecordingsYet(DomainError):
    """Until a part of this application has recordings: an option that does nothing would lie."""

    message = "There are no recordings to make yet: leave out --recordings."


def load(given: Settings, size: DemoSize = USUAL) -> tuple[DemoPerson, ...]:
    """Harmless to repeat: what is there stays as it is."""
    if given.production:
        raise DemoInProduction
    if size.recordings:
        raise NoRecordingsYet
    return tuple(person for provider in hooks.demo for person in provider(size))


def table(people: Sequence[DemoPerson]) -> str:
    """Who there is and how to sign in, in columns."""
    rows = [("Who", "Mail", "Password", "Worth a look")]
    rows += [(each.name, each.email, each.password, each.sees) for each in people]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ("  ".join([*map(str.ljust, row, widths), row[3]]) for row in rows)
    return "\n".join(lines)


@demo_cli.command("load")
@click.option("--performers", type=click.IntRange(min=0), default=USUAL.performers)
@click.option("--recordings", type=click.IntRange(min=0), default=USUAL.recordings)
@click.option("--seed", type=int, default=USUAL.seed, show_default=True)
@with_appcontext
def load_demo(performers: int, recordings: int, seed: int) -> None:
    """Make the demo people and their work. Repeating it changes nothing."""
    try:
        people = load(settings(), DemoSize(performers, recordings, seed))
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(table(people))
