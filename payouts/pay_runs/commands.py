"""`flask payouts …`: planning and approving by hand."""

from datetime import UTC, datetime
from typing import NoReturn
from uuid import UUID

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from foundation.actors import Actor
from foundation.database import db
from foundation.errors import DomainError
from foundation.formats import money
from marketplace.accounts.queries import actor_of
from marketplace.accounts.roles import Role
from payouts.pay_runs import approving, opening, sums
from payouts.pay_runs.models import PayRun

payouts_cli = AppGroup("payouts", help="Pay runs.")


def plan(as_of: datetime | None) -> None:
    """What is due, as if it were this day."""
    try:
        at = as_of.replace(tzinfo=UTC) if as_of else None
        found = [opening.plan_due(at), opening.plan_late()]
    except DomainError as refused:
        _refuse(refused)
    planned = [each for each in found if each is not None]
    if not planned:
        click.echo("Nothing to plan: this period was planned before, or nothing is due.")
    for run_id in planned:
        _say(db.session().get_one(PayRun, run_id))


@payouts_cli.command("approve")
@click.argument("number", metavar="RUN")
@click.option("--as", "approver", metavar="EMAIL", required=True, help="Who approves.")
@with_appcontext
def approve(number: str, approver: str) -> None:
    """Approve the pay run with this number, as it is planned now."""
    session = db.session()
    found = session.scalars(select(PayRun).where(PayRun.number == number.upper())).one_or_none()
    if found is None:
        raise click.ClickException(f"There is no pay run {number}.")
    run_id, fingerprint = found.id, _fingerprint(found)
    actor = _approver(approver)
    session.rollback()
    try:
        enough = approving.approve_run(run_id, fingerprint, actor=actor)
    except DomainError as refused:
        _refuse(refused)
    _say(db.session().get_one(PayRun, run_id))
    click.echo("It is frozen." if enough else "One more person must approve it.")


def _approver(email: str) -> Actor:
    for role in (Role.FINANCE, Role.ADMIN):
        actor = actor_of(db.session(), email.lower(), role)
        if actor is not None:
            return actor
    raise click.ClickException(f"{email} may not approve pay here.")


def _fingerprint(found: PayRun) -> str:
    return sums.fingerprint(found, _sums(found.id))


def _sums(run_id: UUID) -> list[sums.Sum]:
    return sums.totals(db.session(), [run_id])[run_id]


def _say(found: PayRun) -> None:
    click.echo(f"{found.number}: {found.state.value}, to be paid on {found.pay_on.isoformat()}")
    for each in _sums(found.id):
        said = money(each.amount.amount_minor, each.amount.currency)
        click.echo(
            f"  {said} in {each.payouts} payout{'s' if each.payouts > 1 else ''}{_tax(each)}"
        )


def _tax(found: sums.Sum) -> str:
    minor = found.withheld.amount_minor
    return f", {money(minor, found.withheld.currency)} withheld for taxes" if minor else ""


def _refuse(refused: DomainError) -> NoReturn:
    raise click.ClickException(str(refused)) from refused
