"""Who asks Stripe for what: each attempt is one worker's until its lease is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.statements import among
from payouts.stripe_gateway.sending import Sending
from payouts.transfers.errors import Tampered
from payouts.transfers.models import OPEN, Attempt, AttemptState, Step

LEASE = timedelta(minutes=10)
"""Longer than any one call with all its retries and its place in the queue."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """All that is needed to ask, without the database."""

    id: UUID
    payout_id: UUID
    step: Step
    key: str
    sending: Sending
    sent_first_at: datetime
    sent_before_at: datetime | None
    """When somebody asked last, before now."""


def claim(session: Session, limit: int) -> list[Claimed]:
    """In a transaction of its own, committed before anything is asked. The condition stands in
    the update, so two who come at once never claim the same."""
    at, of = now(), Attempt
    due = (
        select(of.id)
        .where(of.state.in_(OPEN), of.wait_until <= at)
        .order_by(of.wait_until, of.id)
        .limit(limit)
    )
    before = dict(
        session.execute(
            select(of.id, of.sent_last_at).where(among(session, of.id, session.scalars(due).all()))
        ).all()
    )
    taken = (
        update(of)
        .where(among(session, of.id, list(before)), of.state.in_(OPEN), of.wait_until <= at)
        .values(
            state=AttemptState.SENDING,
            wait_until=at + LEASE,
            sent_first_at=func.coalesce(of.sent_first_at, at),
            sent_last_at=at,
            tries=of.tries + 1,
        )
        .returning(of)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    claimed: Sequence[Attempt] = session.scalars(taken).all() if before else ()
    return [_claimed(each, before[each.id]) for each in claimed]


def _claimed(attempt: Attempt, sent_before_at: datetime | None) -> Claimed:
    sending = Sending(attempt.path, attempt.parameters, attempt.account)
    if sending.fingerprint != attempt.fingerprint or attempt.sent_first_at is None:
        raise Tampered(attempt.id)
    return Claimed(
        attempt.id,
        attempt.payout_id,
        attempt.step,
        attempt.key,
        sending,
        attempt.sent_first_at,
        sent_before_at,
    )
