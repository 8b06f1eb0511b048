"""`flask payouts reconcile`: our sums against Stripe's, now."""

import json
import sys
from typing import Any
from uuid import UUID

import click
from flask.cli import with_appcontext

from foundation.actors import SYSTEM
from foundation.database import db
from foundation.formats import money
from payouts.reconciliation import queries, saying, turns
from payouts.reconciliation.models import Difference, Reconciliation, ReconciliationState
from payouts.reconciliation.reconciling import reconcile
from payouts.reconciliation.schemas import DifferenceSchema, OneReconciliationSchema
from payouts.stripe_gateway.making import stripe

DIFFERS, NOT_DONE = 1, 2


@click.command("reconcile")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@with_appcontext
def reconcile_command(as_json: bool) -> None:
    """Compare our books with Stripe's.

    Exits with 1 on a difference, and with 2 where not everything could be read.
    """
    reconciliation_id = turns.ask_for(actor=SYSTEM)
    if not reconcile(stripe(), reconciliation_id):
        click.echo(
            "A reconciliation is being done right now. Look again in a few minutes.", err=True
        )
        sys.exit(NOT_DONE)
    session = db.session()
    run = session.get_one(Reconciliation, reconciliation_id, populate_existing=True)
    found = list(queries.open_differences(session))
    if as_json:
        click.echo(json.dumps(_all(reconciliation_id, run, found)))
    else:
        _say(run, found)
    if found:
        sys.exit(DIFFERS)
    if run.state is not ReconciliationState.COMPLETE:
        sys.exit(NOT_DONE)


def _all(run_id: UUID, run: Reconciliation, found: list[Difference]) -> dict[str, Any]:
    names = [name for name in OneReconciliationSchema().fields if name != "totals"]
    kept = {name: getattr(run, name) for name in names}
    kept["totals"] = queries.totals(db.session(), run_id)
    return {
        **OneReconciliationSchema().dump(kept),
        "differences": [DifferenceSchema().dump(_plain(each)) for each in found],
    }


def _plain(each: Difference) -> dict[str, Any]:
    return {name: getattr(each, name) for name in DifferenceSchema().fields}


def _say(run: Reconciliation, found: list[Difference]) -> None:
    for each in queries.totals(db.session(), run.id):
        ours, theirs = (
            money(amount, each.currency) for amount in (each.ours_minor, each.theirs_minor)
        )
        click.echo(f"{saying.PLACES[each.place]}: {theirs} at Stripe, {ours} by our books")
    for one in found:
        ours, theirs = (money(n, one.currency) for n in (one.ours_minor, one.theirs_minor))
        seen = one.first_seen_at.date().isoformat()
        where = one.place or "ours"
        click.echo(
            f"{saying.kind(one)}: {saying.subject(one)} ({where}), {theirs} at Stripe,"
            f" {ours} by our books, since {seen}"
        )
    if run.unread:
        click.echo(f"Not everything could be read, and nothing of this was judged:\n{run.unread}")
    elif not found:
        click.echo("No difference.")
