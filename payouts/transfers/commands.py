"""`flask payouts run`: what the worker's jobs do, at once and by hand."""

from datetime import datetime

import click
from flask.cli import with_appcontext

from payouts.pay_runs.commands import payouts_cli, plan
from payouts.stripe_gateway.making import stripe
from payouts.transfers import jobs, sending


@payouts_cli.command("run")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As if it were this day, in UTC.")
@with_appcontext
def run(as_of: datetime | None) -> None:
    """Plan the newest period that is over and whatever would be late, and send what is approved.
    Twice is harmless."""
    plan(as_of)
    if jobs.has_work():
        answered = sending.send_all(stripe(), lambda _session: None)
        click.echo(f"{answered} answers of Stripe.")
