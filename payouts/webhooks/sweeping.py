"""Asking Stripe what it told, in case we did not hear: its events go back 30 days."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Lease
from payouts.stripe_gateway import events
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.events import Event
from payouts.stripe_gateway.making import stripe
from payouts.webhooks import handling, steps
from payouts.webhooks.models import EventSweep, FoundBy

KEPT_THERE = timedelta(days=29)
OVERLAP = timedelta(days=3)
"""What happened in the last days before the last sweep is asked for again: Stripe may list an
event later than it made it."""
_AT_ONCE = 200


def sweep(lease: Lease) -> str:
    reading: Session = db.session()
    began, since = now(), _since(reading)
    wanted = any(each.has_asked(reading) for each in handling.swept)
    accounts = sorted({one for each in handling.swept for one in each.accounts(reading)})
    reading.rollback()
    if not wanted:
        return "nothing was ever asked of Stripe"
    found = 0
    for told in _told(stripe(), since, accounts):
        lease.refuse_lost()
        found += _keep(told)
    with transaction() as session:
        session.add(EventSweep(since=since, began_at=began, found=found))
    return f"{found} found that nobody told us"


def _since(session: Session) -> datetime:
    last = session.scalar(select(func.max(EventSweep.began_at)))
    earliest = now() - KEPT_THERE
    return max(last - OVERLAP, earliest) if last else earliest


def _told(asked: Stripe, since: datetime, accounts: list[str]) -> Iterator[list[Event]]:
    yield events.since(asked, since)
    yield events.thin_since(asked, since)
    for account in accounts:
        yield events.in_account_since(asked, since, account)


def _keep(told: list[Event]) -> int:
    """The oldest first, some at a time: no transaction is long."""
    in_order, found = told[::-1], 0
    for start in range(0, len(in_order), _AT_ONCE):
        with transaction() as session:
            found += steps.keep(session, in_order[start : start + _AT_ONCE], FoundBy.SWEEP)
    return found
