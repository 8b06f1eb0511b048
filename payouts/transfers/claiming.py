"""Who asks Stripe for what: each attempt is one worker's until its lease is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from payouts.stripe_gateway.sending import Sending
from payouts.transfers.models import OPEN, Attempt, AttemptState, Step

_log = structlog.get_logger()
LEASE = timedelta(minutes=10)
"""Longer than any one call with all its retries and its place in the queue."""
ASKS_FOR = timedelta(hours=1)
"""So long an attempt is sent again under its key; afterwards it is looked up and never sent again.
Stripe forgets a key after a day, and then the same request would pay once more; and where it keeps
an answer such as 500 for the key, asking again would tell the same for that day."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """All that is needed to ask, without the database."""

    id: UUID
    payout_id: UUID
    step: Step
    key: str
    sending: Sending
    turn: int
    """Which try this is: whoever lost their lease is told by it from whoever came after."""
    sent_first_at: datetime
    sent_last_at: datetime
    """Now, or before, where it is only to be looked up."""
    was_sent_before: bool
    is_to_be_looked_up: bool


def claim(session: Session, limit: int) -> list[Claimed]:
    """In a transaction of its own, committed before anything is asked. The condition stands in
    the update, so two who come at once never claim the same."""
    at, of = now(), Attempt
    wanted = due(session, at, limit)
    if not wanted:
        return []
    is_sent = of.sent_first_at.is_(None) | (of.sent_first_at > at - ASKS_FOR)
    taken = (
        update(of)
        .where(of.id.in_(wanted), of.state.in_(OPEN), of.wait_until <= at)
        .values(
            state=AttemptState.SENDING,
            wait_until=at + LEASE,
            sent_last_at=case((is_sent, at), else_=of.sent_last_at),
            sent_first_at=func.coalesce(of.sent_first_at, at),
            tries=of.tries + 1,
        )
        .returning(of)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return [each for row in session.scalars(taken) if (each := _claimed(row, at)) is not None]


def due(session: Session, at: datetime, limit: int) -> list[UUID]:
    """What waits longest first. Asked for each state by itself, since an index has them in that
    order only so: after a day without Stripe there are as many as a run has payouts."""
    of, found = Attempt, list[tuple[datetime, UUID]]()
    wanted = select(of.wait_until, of.id).where(of.wait_until <= at)
    wanted = wanted.order_by(of.wait_until, of.id).limit(limit)
    for state in OPEN:
        found += ((since, id_) for since, id_ in session.execute(wanted.where(of.state == state)))
    return [id_ for _, id_ in sorted(found)[:limit]]


def _claimed(attempt: Attempt, at: datetime) -> Claimed | None:
    """None for what is not as it was decided: it is never sent, and nobody else waits for it."""
    sending = Sending(attempt.path, attempt.parameters, attempt.account)
    first, last = attempt.sent_first_at, attempt.sent_last_at
    if sending.fingerprint != attempt.fingerprint or first is None or last is None:
        _log.error("what is kept of an attempt is not what was decided", attempt=attempt.key)
        return None
    return Claimed(
        attempt.id,
        attempt.payout_id,
        attempt.step,
        attempt.key,
        sending,
        turn=attempt.tries,
        sent_first_at=first,
        sent_last_at=last,
        was_sent_before=attempt.tries > 1,
        is_to_be_looked_up=last < at,
    )
