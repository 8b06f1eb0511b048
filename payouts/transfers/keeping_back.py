"""What is about to be sent: whether it may still go there. It was decided before, and may have
waited since: for money in our balance, or until somebody knew what came of the step before."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.statements import changed
from payouts.pay_runs import outgoing
from payouts.pay_runs.models import Payout
from payouts.payees import queries as payees
from payouts.payees.standing import PayeeState
from payouts.transfers import news
from payouts.transfers.following import take_back
from payouts.transfers.models import Attempt, AttemptState, Step

_NOT_PAYABLE = "Their account at Stripe could not be paid when it was to be sent."


def keep_back(session: Session, limit: int) -> int:
    """A step: how many of those that would be sent next are not. Only what is proven not to be
    under way; of all else Stripe is asked first."""
    of = Attempt
    waiting = (
        select(of, Payout)
        .join(Payout, Payout.id == of.payout_id)
        .where(of.state == AttemptState.READY, of.step != Step.REVERSAL)
        .where(of.wait_until <= now())
        .order_by(of.wait_until, of.id)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    found = session.execute(waiting).all()
    if not found:
        return 0
    known = payees.payee_states(session, {payout.performer_id for _, payout in found})
    return sum(
        _keep_back(session, attempt, payout, known[payout.performer_id])
        for attempt, payout in found
        if not _may_go(attempt, payout, known[payout.performer_id])
    )


def _may_go(attempt: Attempt, payout: Payout, payee: PayeeState) -> bool:
    is_bank = attempt.step is Step.BANK
    account = attempt.account if is_bank else attempt.parameters["destination"]
    return payee.may_be_paid(payout.currency) and payee.stripe_account == account


def _keep_back(session: Session, attempt: Attempt, payout: Payout, payee: PayeeState) -> bool:
    never = (
        update(Attempt)
        .where(Attempt.id == attempt.id, Attempt.state == AttemptState.READY)
        .values(state=AttemptState.REFUSED, why=_NOT_PAYABLE, answered_at=now())
        .execution_options(synchronize_session=False)
    )
    if not changed(session, never):
        return False
    if attempt.step is Step.BANK:
        payout.because = _NOT_PAYABLE
        take_back(session, payout)
    else:
        outgoing.refuse(session, payout.id, _NOT_PAYABLE)
    news.tell_refused(session, payout, payee.sentence)
    return True
