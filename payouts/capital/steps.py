"""Writing down what Stripe says of a top-up. Each movement of our balance there is posted under its
own id, so that it counts once however often it is read."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.money import Money
from payouts.capital import news
from payouts.capital.errors import StripeDiffers
from payouts.capital.models import OwnTopUp, OwnTopUpState
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line, post
from payouts.stripe_gateway.balance_transactions import BalanceTransaction
from payouts.stripe_gateway.topups import State, Topup

_STATES = {
    State.PENDING: OwnTopUpState.PENDING,
    State.SUCCEEDED: OwnTopUpState.SUCCEEDED,
    State.FAILED: OwnTopUpState.FAILED,
    State.CANCELED: OwnTopUpState.CANCELED,
    State.REVERSED: OwnTopUpState.REVERSED,
}


@dataclass(frozen=True, slots=True)
class Seen:
    topup: Topup
    movements: tuple[BalanceTransaction, ...] = ()
    """In, and out again where our bank took it back."""


def take_in(session: Session, top_up: OwnTopUp, seen: Seen) -> str:
    said = seen.topup
    if said.amount != top_up.amount or said.metadata.get("own_top_up") != str(top_up.id):
        raise StripeDiffers
    for movement in seen.movements:
        _post(session, top_up, movement)
    state = _STATES[said.state]
    top_up.stripe_id, top_up.expected_at, top_up.failure = said.id, said.available_at, said.failure
    if state is not top_up.state:
        top_up.state, top_up.changed_at = state, now()
        news.announce(session, top_up)
        _tell(session, top_up)
    session.flush()
    return str(state)


def _post(session: Session, top_up: OwnTopUp, movement: BalanceTransaction) -> None:
    """Through what is pending, whether it was for a moment or for days: the same lines whenever it
    is read."""
    currency = movement.net.currency
    pending, available = platform(Kind.STRIPE_PENDING, currency), _available(currency)
    lines = _lines(pending, platform(Kind.CAPITAL, currency), movement.amount, top_up, Purpose.FUND)
    lines += _lines(
        platform(Kind.STRIPE_FEES, currency), pending, movement.fee, top_up, Purpose.STRIPE_FEE
    )
    if lines:
        post(session, f"own-top-up:{movement.id}", lines, effective_at=movement.created_at)
    settled = _lines(available, pending, movement.net, top_up, Purpose.SETTLE)
    if settled and not movement.pending:
        key = f"own-available:{movement.id}"
        post(session, key, settled, effective_at=movement.available_at)


def _available(currency: str) -> Account:
    return platform(Kind.STRIPE_AVAILABLE, currency)


def _lines(
    debit: Account, credit: Account, amount: Money, top_up: OwnTopUp, purpose: Purpose
) -> list[Line]:
    """The other way round where it is below zero."""
    if amount.amount_minor > 0:
        return [Line(debit, credit, amount, purpose, top_up.id)]
    if amount.amount_minor < 0:
        return [Line(credit, debit, -amount, purpose, top_up.id)]
    return []


def _tell(session: Session, top_up: OwnTopUp) -> None:
    if top_up.state is OwnTopUpState.SUCCEEDED:
        audit.record(session, SYSTEM, "own_top_up.arrived", top_up.id)
    elif top_up.state is OwnTopUpState.FAILED:
        news.tell(session, top_up, news.FAILED)
    elif top_up.state is OwnTopUpState.REVERSED:
        news.tell(session, top_up, news.REVERSED)
