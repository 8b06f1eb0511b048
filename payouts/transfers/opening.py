"""Writing down what will be asked, in the transaction that decides it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from foundation.clock import now
from payouts.pay_runs.models import Payout
from payouts.payees import queries as payees
from payouts.stripe_gateway import bank_payouts, reversals, transfers
from payouts.stripe_gateway.sending import Sending
from payouts.transfers.errors import StillOpen
from payouts.transfers.models import PROVEN_NOT_DONE, Attempt, Step

_NEWEST = (
    select(Attempt)
    .where(Attempt.payout_id == bindparam("payout"), Attempt.step == bindparam("step"))
    .order_by(Attempt.n.desc())
    .limit(1)
    .execution_options(populate_existing=True)
)


def open_transfer(session: Session, payout: Payout, account: str, wait_until: datetime) -> Attempt:
    n, key = _next(session, payout.id, Step.TRANSFER)
    sending = transfers.prepare(
        payout.amount,
        destination=account,
        group=group_of(payout.id),
        metadata=labels_of(payout.id, key),
    )
    return _keep(session, payout.id, Step.TRANSFER, (n, key), sending, wait_until)


def open_bank(session: Session, payout: Payout, account: str) -> Attempt:
    """To the very place that we know of. One that was put in its stead at Stripe a moment ago, of
    which nobody told us yet, gets nothing before its pause is over."""
    n, key = _next(session, payout.id, Step.BANK)
    payee = payees.find_payee(session, payout.performer_id)
    sending = bank_payouts.prepare(
        payout.amount,
        account=account,
        metadata=labels_of(payout.id, key),
        destination=payee.methods.get(payout.currency, "") if payee else "",
    )
    paused_until = payee.paused_until if payee else None
    wait_until = max(now(), paused_until) if paused_until else now()
    return _keep(session, payout.id, Step.BANK, (n, key), sending, wait_until)


def open_reversal(session: Session, payout: Payout, transfer: str, wait_until: datetime) -> Attempt:
    n, key = _next(session, payout.id, Step.REVERSAL)
    sending = reversals.prepare(transfer, payout.amount, metadata=labels_of(payout.id, key))
    return _keep(session, payout.id, Step.REVERSAL, (n, key), sending, wait_until)


def group_of(payout_id: UUID) -> str:
    """What belongs to one payout at Stripe."""
    return f"payout_{payout_id.hex}"


def labels_of(payout_id: UUID, key: str) -> dict[str, str]:
    """By these an attempt is found again once its key is forgotten."""
    return {"payout": str(payout_id), "attempt": key}


def _next(session: Session, payout_id: UUID, step: Step) -> tuple[int, str]:
    """Raises StillOpen where the one before may yet be done. Two at once agree by the unique
    number: the later fails, and its transaction with it."""
    last = session.scalars(_NEWEST, {"payout": payout_id, "step": step}).one_or_none()
    if last is not None and last.state not in PROVEN_NOT_DONE:
        raise StillOpen
    n = 1 if last is None else last.n + 1
    return n, f"{payout_id}:{step.value}:{n}"


def _keep(
    session: Session,
    payout_id: UUID,
    step: Step,
    numbered: tuple[int, str],
    sending: Sending,
    wait_until: datetime,
) -> Attempt:
    n, key = numbered
    attempt = Attempt(
        payout_id=payout_id,
        step=step,
        n=n,
        key=key,
        path=sending.path,
        parameters=sending.parameters,
        account=sending.account,
        fingerprint=sending.fingerprint,
        wait_until=wait_until,
    )
    session.add(attempt)
    session.flush()
    return attempt
