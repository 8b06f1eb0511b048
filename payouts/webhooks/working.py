"""Handling what was told: read the thing again, then write down what it is like, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import DomainError
from foundation.jobs import Lease, LeaseLost
from foundation.statements import among, changed
from payouts.stripe_gateway.one_by_one import GIVES_UP_AFTER, does_not_answer
from payouts.webhooks import news
from payouts.webhooks.handling import Handler, Told, handler_of
from payouts.webhooks.models import EventHandled, EventWaiting, StripeEvent

_log = structlog.get_logger()
_AT_ONCE = 200
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
STUCK_AFTER = 5
"""Tries; the fifth comes more than an hour after the first."""


@dataclass(frozen=True, slots=True)
class Together:
    """Events about one thing, for one handler."""

    handler: Handler | None
    told: Told
    ids: tuple[UUID, ...]


def handle_due(lease: Lease) -> str:
    handled = failed = in_a_row = 0
    rest = ""
    while found := _due(db.session()):
        for each in found:
            lease.refuse_lost()
            try:
                handled += _handle(each)
                in_a_row = 0
            except LeaseLost:
                raise
            except Exception as why:  # Whatever it is, those behind it must not wait for it.
                db.session.rollback()
                if does_not_answer(why):
                    # Nobody's failure, and it may be about this one thing alone.
                    _wait(each)
                    rest, in_a_row = f"; the rest waits: {why}", in_a_row + 1
                else:
                    _log.exception("a Stripe event failed", kind=each.told.kind, exc_info=why)
                    _postpone(each, why)
                    failed, in_a_row = failed + 1, 0
            if in_a_row == GIVES_UP_AFTER:
                return f"{handled} handled, {failed} failed{rest}"
    return f"{handled} handled, {failed} failed{rest}"


def has_due() -> bool:
    session = db.session()
    found = session.scalar(select(EventWaiting.event_id).where(EventWaiting.due_at <= now()))
    session.rollback()
    return found is not None


def _due(session: Session) -> list[Together]:
    rows = session.execute(
        select(StripeEvent)
        .join(EventWaiting, EventWaiting.event_id == StripeEvent.id)
        .where(EventWaiting.due_at <= now())
        .order_by(EventWaiting.due_at, StripeEvent.id)
        .limit(_AT_ONCE)
    ).scalars()
    groups: dict[tuple[str, str, str], list[StripeEvent]] = {}
    handler: dict[str, Handler | None] = {}
    for row in rows:
        handler[row.kind] = found = handler_of(row.kind)
        groups.setdefault((found.name if found else "", row.about, row.account), []).append(row)
    session.rollback()  # No read stays open while Stripe is asked.
    return [_together(handler[rows[0].kind], rows) for rows in groups.values()]


def _together(handler: Handler | None, rows: Sequence[StripeEvent]) -> Together:
    first = rows[0]
    told = Told(first.kind, first.about, first.account)
    return Together(handler, told, tuple(row.id for row in rows))


def _handle(each: Together) -> int:
    step = each.handler.read(each.told) if each.handler else None
    with transaction() as session:
        ours = [id_ for id_ in each.ids if _take(session, id_)]
        if not ours:
            return 0
        said = step(session) if step else _not_ours
        session.add_all(EventHandled(event_id=id_, said=said) for id_ in ours)
        return len(ours)


_not_ours = "nothing of ours"


def _take(session: Session, event_id: UUID) -> bool:
    """Whoever deletes the row handles the event: of two workers one."""
    return bool(changed(session, delete(EventWaiting).where(EventWaiting.event_id == event_id)))


def _wait(each: Together) -> None:
    with transaction() as session:
        waiting = among(session, EventWaiting.event_id, list(each.ids))
        session.execute(update(EventWaiting).where(waiting).values(due_at=now() + _FIRST_PAUSE))


def _postpone(each: Together, why: Exception) -> None:
    with transaction() as session:
        waiting = among(session, EventWaiting.event_id, list(each.ids))
        for row in session.scalars(select(EventWaiting).where(waiting)):
            pause = min(_FIRST_PAUSE * 4**row.tries, _LONGEST_PAUSE)
            row.tries, row.due_at, row.failed_because = row.tries + 1, now() + pause, _said(why)
            if row.tries == STUCK_AFTER:
                news.tell_stuck(session, session.get_one(StripeEvent, row.event_id), row.tries)


def _said(why: Exception) -> str:
    """A refusal's sentence is ours; of a bug only its kind, because its text may name anybody."""
    return str(why)[:300] if isinstance(why, DomainError) else type(why).__name__
