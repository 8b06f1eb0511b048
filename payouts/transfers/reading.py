"""What Stripe tells of payouts at the bank: read again, whatever was told in which order."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.database import db
from payouts.pay_runs.models import Payout, PayoutState
from payouts.stripe_gateway import bank_payouts
from payouts.stripe_gateway.making import stripe
from payouts.transfers.following import follow, payout_of
from payouts.transfers.models import Attempt, Step
from payouts.webhooks.handling import Step as Written
from payouts.webhooks.handling import Told

KINDS = frozenset(
    (
        "payout.canceled",
        "payout.created",
        "payout.failed",
        "payout.paid",
        "payout.reconciliation_completed",
        "payout.updated",
    )
)
_NOT_OVER = (PayoutState.SENDING, PayoutState.SENT, PayoutState.PAID, PayoutState.RETURNED)


def read_told(told: Told) -> Written | None:
    payout_id = payout_of(db.session(), told.about)
    db.session.rollback()
    if payout_id is None:
        return None
    seen = bank_payouts.retrieve(stripe(), told.about, account=told.account)

    def write(session: Session) -> str:
        payout = session.get_one(Payout, payout_id, populate_existing=True)
        return f"now {seen.state}" if follow(session, payout, seen) else "as we knew"

    return write


def has_asked(session: Session) -> bool:
    return session.scalar(select(Attempt.id).limit(1)) is not None


def accounts(session: Session) -> Collection[str]:
    """Where something of ours may still change."""
    wanted = (
        select(Attempt.account)
        .join(Payout, Payout.id == Attempt.payout_id)
        .where(Attempt.step == Step.BANK, Payout.state.in_(_NOT_OVER))
        .distinct()
    )
    return session.scalars(wanted).all()
