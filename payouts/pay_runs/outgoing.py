"""The door for whoever sends: what is to be sent, and how far each payout got. Steps, each a
conditional change of one row: of two that do the same, one hears that it was late."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Update, bindparam, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.statements import changed
from payouts.earnings import settling
from payouts.earnings.models import SettlementOutcome
from payouts.pay_runs import rules, voiding
from payouts.pay_runs.errors import PayoutNotFound
from payouts.pay_runs.models import Payout, PayoutState

_BEFORE: dict[PayoutState, tuple[PayoutState, ...]] = {
    PayoutState.SENDING: (PayoutState.APPROVED,),
    PayoutState.SENT: (PayoutState.SENDING,),
    PayoutState.PAID: (PayoutState.SENDING, PayoutState.SENT),
    PayoutState.RETURNED: (PayoutState.SENT, PayoutState.PAID),
}
_GOES_FREE_FROM = (
    PayoutState.APPROVED,
    PayoutState.SENDING,
    PayoutState.SENT,
    PayoutState.RETURNED,
)


def to_send(session: Session, limit: int) -> Sequence[Payout]:
    """Approved and not begun, the oldest plan first."""
    of = Payout
    wanted = select(of).where(of.state == PayoutState.APPROVED)
    return session.scalars(wanted.order_by(of.planned_at, of.id).limit(limit)).all()


def begin_sending(session: Session, payout_id: UUID) -> bool:
    """False where somebody else has begun."""
    return _moved(session, payout_id, PayoutState.SENDING)


def mark_sent(session: Session, payout_id: UUID) -> bool:
    """The transfer is done; the bank does not have it yet."""
    return _moved(session, payout_id, PayoutState.SENT)


def mark_paid(session: Session, payout_id: UUID, at: datetime) -> bool:
    """The bank has it, for now: it can still come back."""
    if not _moved(session, payout_id, PayoutState.PAID):
        return False
    settling.settle(session, payout_id, SettlementOutcome.PAID, at)
    return True


def mark_returned(session: Session, payout_id: UUID, at: datetime, because: str) -> bool:
    """The bank gave it back. Its earnings are payable once the transfer is reversed: `set_free`."""
    if not _moved(session, payout_id, PayoutState.RETURNED, because):
        return False
    settling.settle(session, payout_id, SettlementOutcome.RETURNED, at)
    return True


def refuse(session: Session, payout_id: UUID, because: str) -> bool:
    """A definite no before any money moved: what was pending is voided, the earnings go free."""
    payout = _locked(session, payout_id, (PayoutState.APPROVED, PayoutState.SENDING))
    if payout is None:
        return False
    voiding.void(session, payout, because)
    return True


def set_free(session: Session, payout_id: UUID, because: str) -> bool:
    """The money is payable in the journal again, which the caller posted in this transaction."""
    payout = _locked(session, payout_id, _GOES_FREE_FROM)
    if payout is None:
        return False
    voiding.free(session, payout, because)
    return True


def _moved(session: Session, payout_id: UUID, to: PayoutState, because: str = "") -> bool:
    given = {"which": payout_id, "why": because, "at": now()}
    return changed(session, _MOVES[to], given) == 1


def _move(to: PayoutState) -> Update:
    return (
        update(Payout)
        .where(Payout.id == bindparam("which"), Payout.state.in_(_BEFORE[to]))
        .values(
            state=to,
            because=bindparam("why"),
            changed_at=bindparam("at"),
            version=Payout.version + 1,
        )
        .execution_options(synchronize_session=False)
    )


# Made once: a run moves each of its payouts three times.
_MOVES = {to: _move(to) for to in _BEFORE}


def _locked(session: Session, payout_id: UUID, states: Collection[PayoutState]) -> Payout | None:
    rules.lock(session)
    payout = session.get(Payout, payout_id, populate_existing=True)
    if payout is None:
        raise PayoutNotFound
    return payout if payout.state in states else None
