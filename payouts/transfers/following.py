"""What became of it at the bank: by reading it again, in whatever order the news came."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from payouts.pay_runs import outgoing
from payouts.pay_runs.models import Payout, PayoutState
from payouts.stripe_gateway.bank_payouts import BankPayout, State
from payouts.transfers import moving, news, opening, wording
from payouts.transfers.models import Attempt, AttemptState, Step

_UNDER_WAY = (PayoutState.SENDING, PayoutState.SENT)
_NOT_TAKEN = (State.FAILED, State.CANCELED)


def follow(session: Session, payout: Payout, seen: BankPayout) -> bool:
    """A step. Whether anything changed: the same news twice, or older news, changes nothing."""
    if seen.state is State.PAID and payout.state in _UNDER_WAY:
        if not outgoing.mark_paid(session, payout.id, now()):
            return False
        moving.arrived(session, payout, now())
        news.tell_paid(session, payout)
        return True
    if seen.state in _NOT_TAKEN and payout.state in (*_UNDER_WAY, PayoutState.PAID):
        was_paid = payout.state is PayoutState.PAID
        why = wording.why(seen)
        if not outgoing.mark_returned(session, payout.id, now(), why):
            return False
        if was_paid:
            moving.came_back(session, payout, now())
        session.refresh(payout)
        take_back(session, payout)
        news.tell_returned(session, payout, why)
        return True
    return False


def take_back(session: Session, payout: Payout) -> None:
    """A step. What the bank would not have goes back to where it is owed from."""
    of = Attempt
    transfer = (
        select(of.stripe_id)
        .where(of.payout_id == payout.id, of.step == Step.TRANSFER)
        .where(of.state == AttemptState.DONE)
    )
    opening.open_reversal(session, payout, session.scalars(transfer).one(), now())


def payout_of(session: Session, stripe_id: str) -> UUID | None:
    """Whose bank payout this is; None where it is none of ours."""
    of = Attempt
    wanted = select(of.payout_id).where(of.stripe_id == stripe_id, of.step == Step.BANK)
    return session.scalars(wanted).one_or_none()
