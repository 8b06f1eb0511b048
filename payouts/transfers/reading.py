"""What Stripe tells of payouts at the bank: read again, whatever was told in which order."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.database import db
from payouts.pay_runs.models import Payout, PayoutState
from payouts.transfers.following import payout_of
from payouts.transfers.looking import look
from payouts.transfers.models import Attempt, OutOfSight, Step
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
    step = look(payout_id, told.about, told.account)

    def write(session: Session) -> str:
        if not step(session):
            return "as we knew"
        return f"now {session.get_one(Payout, payout_id, populate_existing=True).state}"

    return write


def has_asked(session: Session) -> bool:
    return session.scalar(select(Attempt.id).limit(1)) is not None


def accounts(session: Session) -> Collection[str]:
    """Where something of ours may still change, and we may look."""
    gone = select(OutOfSight.account).where(OutOfSight.account == Attempt.account)
    wanted = (
        select(Attempt.account)
        .join(Payout, Payout.id == Attempt.payout_id)
        .where(Attempt.step == Step.BANK, Payout.state.in_(_NOT_OVER), ~gone.exists())
        .distinct()
    )
    return session.scalars(wanted).all()
