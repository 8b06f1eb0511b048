"""What each step means for the money. Under keys of the payout, so that whatever happens twice is
posted once; the journal refuses a second transfer of one payout aloud."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line, post
from payouts.journal.resolving import post_pending
from payouts.pay_runs.models import Payout


def transferred(session: Session, payout: Payout, at: datetime) -> None:
    """Out of our balance at Stripe and into the performer's: owed until their bank has it. What is
    withheld of it stays in ours, and is owed to the tax office from now on."""
    post_pending(session, f"transfer of payout {payout.id}", payout.posting_group_id)
    connected = _connected(payout)
    available = platform(Kind.STRIPE_AVAILABLE, payout.currency)
    _post(session, payout, "sent", [(connected, available, Purpose.TRANSFER)], at)


def arrived(session: Session, payout: Payout, at: datetime) -> None:
    _post(
        session, payout, "arrived", [(_in_flight(payout), _connected(payout), Purpose.ARRIVE)], at
    )


def came_back(session: Session, payout: Payout, at: datetime) -> None:
    """The bank had it and sent it back to the performer's balance at Stripe."""
    _post(
        session, payout, "came back", [(_connected(payout), _in_flight(payout), Purpose.RETURN)], at
    )


def reversed_(session: Session, payout: Payout, at: datetime) -> None:
    """Ours again at Stripe, and payable again; what was withheld too, since the tax is on a payment
    and this was none."""
    payable = Account(Kind.PERFORMER_PAYABLE, payout.performer_id, payout.currency)
    available = platform(Kind.STRIPE_AVAILABLE, payout.currency)
    moves = [
        (available, _connected(payout), Purpose.REVERSE),
        (_in_flight(payout), payable, Purpose.REVERSE),
    ]
    tax = platform(Kind.TAX_WITHHELD, payout.currency)
    withheld = Line(tax, payable, payout.withheld, Purpose.WITHHOLD, payout.id)
    more = [withheld] if payout.withheld_minor else []
    _post(session, payout, "reversed", moves, at, more)


def _post(
    session: Session,
    payout: Payout,
    what: str,
    moves: list[tuple[Account, Account, Purpose]],
    at: datetime,
    more: Sequence[Line] = (),
) -> None:
    lines = [
        Line(debit, credit, payout.amount, purpose, payout.id) for debit, credit, purpose in moves
    ]
    post(session, f"payout {payout.id} {what}", [*lines, *more], effective_at=at)


def _in_flight(payout: Payout) -> Account:
    return Account(Kind.PAYOUT_IN_FLIGHT, payout.id, payout.currency)


def _connected(payout: Payout) -> Account:
    return Account(Kind.CONNECTED, payout.performer_id, payout.currency)
