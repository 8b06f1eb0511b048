"""Our books compared with the stand-in's, short to say in tests."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db
from payouts.journal.chart import Kind
from payouts.reconciliation import settling, turns
from payouts.reconciliation.models import Difference, Reconciliation
from payouts.reconciliation.reconciling import reconcile
from tests.payouts.transfers.sent import CURRENCY, Desk


def later(**time: float) -> None:
    """The stand-in in this process goes by the same clock."""
    clock.move(timedelta(**time))


def reconciled(desk: Desk, *, at_once: bool = False) -> Reconciliation:
    """A little later, so that all that happened is judged."""
    if not at_once:
        later(minutes=20)
    id_ = turns.ask_for(actor=SYSTEM)
    assert reconcile(desk.stripe, id_)
    return run_of(id_)


def run_of(id_: UUID) -> Reconciliation:
    db.session.rollback()
    return db.session().get_one(Reconciliation, id_, populate_existing=True)


def still_open() -> list[Difference]:
    db.session.rollback()
    of = Difference
    wanted = select(of).where(of.ended_at.is_(None)).order_by(of.place, of.kind, of.subject)
    return list(db.session().scalars(wanted.execution_options(populate_existing=True)))


def named() -> list[tuple[str, str, int, int]]:
    """What is open: its kind, what it is about, ours and theirs."""
    return [(each.kind, each.subject, each.ours_minor, each.theirs_minor) for each in still_open()]


def resolve(desk: Desk, difference: Difference, against: Kind = Kind.CAPITAL) -> None:
    id_, off = difference.id, difference.off_minor
    db.session.rollback()
    settling.resolve_difference(
        id_, against=against, off_minor=off, because="Looked up.", actor=desk.cast.fay.actor
    )


def open_with(desk: Desk, amount: int) -> None:
    """Our own money brought to Stripe, which finance knows about."""
    desk.fund(amount)
    assert reconciled(desk).new == 1
    (found,) = still_open()
    assert (found.kind, found.theirs_minor) == ("unknown_to_us", amount)
    resolve(desk, found)
    assert reconciled(desk).still_open == 0


def send_behind_our_back(desk: Desk, account: str, amount: int, **more: object) -> str:
    given = {"amount": amount, "currency": CURRENCY.lower(), "destination": account, **more}
    return str(desk.visitor.stripe.v1.transfers.create(given).id)


def pay_out_behind_our_back(desk: Desk, account: str, amount: int) -> str:
    given = {"amount": amount, "currency": CURRENCY.lower()}
    return str(desk.visitor.stripe.v1.payouts.create(given, {"stripe_account": account}).id)
