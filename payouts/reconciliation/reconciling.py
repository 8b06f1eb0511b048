"""One reconciliation: read each place, compare, write down. Nothing unread is ever judged."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import DomainError
from payouts.reconciliation import books, payee_books, recording, seeing, turns
from payouts.reconciliation.comparing import (
    BALANCE,
    Compared,
    Period,
    compare_ours,
    compare_theirs,
)
from payouts.reconciliation.errors import BooksMoved
from payouts.reconciliation.models import Difference, Reconciliation, ReconciliationState
from payouts.reconciliation.outcome import Result
from payouts.reconciliation.seeing import TheirPlace, Wanted
from payouts.stripe_gateway.conversation import Stripe

SETTLED_AFTER = timedelta(minutes=10)
"""What is newer may still be on its way into our books, or into Stripe's lists."""
LOOKS_BACK = timedelta(days=14)
"""Further than any bank takes to give back; all that changes later is a movement of its own."""
_BEGINNING = datetime(2011, 1, 1, tzinfo=UTC)
_MARGIN = timedelta(days=3)
"""Read on both sides and not judged: one movement may have two times."""
_TRIES = 3
_AT_ONCE = 100
T = TypeVar("T")
_MOVED = "Money was moving all the time."


def reconcile(stripe: Stripe, reconciliation_id: UUID) -> bool:
    """False where another is at it, or took it over: then nothing was written."""
    held_until = turns.take(reconciliation_id)
    if held_until is None:
        return False
    result = Result(_period())
    compared = _ours(stripe, result)
    if compared is not None:
        wanted = _wanted(result.period)
        for at in range(0, len(wanted), _AT_ONCE):
            _theirs(stripe, result, wanted[at : at + _AT_ONCE], compared)
            with transaction() as session:
                held_until = turns.keep(session, reconciliation_id, held_until)
            if held_until is None:
                return False
    with transaction() as session:
        if turns.keep(session, reconciliation_id, held_until) is None:
            return False
        recording.record(session, session.get_one(Reconciliation, reconciliation_id), result)
    return True


def _period() -> Period:
    session, of = db.session(), Reconciliation
    last = session.scalar(
        select(func.max(of.until)).where(of.state == ReconciliationState.COMPLETE)
    )
    unclear = select(func.min(Difference.about_at)).where(
        Difference.ended_at.is_(None), Difference.subject != BALANCE
    )
    starts = [_BEGINNING] if last is None else [last - LOOKS_BACK]
    oldest = session.scalar(unclear)
    session.rollback()
    return Period(min(starts + ([oldest] if oldest else [])), now() - SETTLED_AFTER)


def _ours(stripe: Stripe, result: Result) -> Compared | None:
    since = result.period.since - _MARGIN
    for _ in range(_TRIES):
        before = _read(partial(books.ours, since=since))
        try:
            seen = seeing.ours(stripe, since)
        except BooksMoved:
            continue
        except DomainError as why:
            result.unread.append(f"Our own balance at Stripe: {why}")
            return None
        after = _read(partial(books.ours, since=since))
        if after.fingerprint == before.fingerprint and not after.is_moving:
            compared = compare_ours(after, seen, result.period)
            result.found += compared.found
            result.places.add("")
            result.movements, result.transfers = len(seen.movements), len(seen.transfers)
            for currency in sorted(after.total.keys() | seen.total.keys()):
                ours, theirs = after.total.get(currency, 0), seen.total.get(currency, 0)
                result.add_total("ours", currency, ours, theirs)
            return compared
    result.unread.append(f"Our own balance at Stripe: {_MOVED}")
    return None


def _wanted(period: Period) -> list[Wanted]:
    since = period.since - _MARGIN
    found = _read(partial(payee_books.payees, since=since))
    return [Wanted(performer_id, *found[performer_id]) for performer_id in sorted(found)]


def _theirs(stripe: Stripe, result: Result, wanted: Sequence[Wanted], ours: Compared) -> None:
    left = {each.performer_id: each for each in wanted}
    for _ in range(_TRIES):
        since = {each.performer_id: each.since for each in left.values()}
        before = _read(partial(payee_books.theirs, wanted=since))
        seen = seeing.theirs(stripe, list(left.values()))
        after = _read(partial(payee_books.theirs, wanted=since))
        for performer_id, place in seen.items():
            if isinstance(place, str):
                result.unread.append(f"The account of {performer_id}: {place}")
                del left[performer_id]
            elif before[performer_id].fingerprint == after[performer_id].fingerprint:
                each = left.pop(performer_id)
                _judge(result, after[performer_id], place, _moved_in(ours, each))
        if not left:
            return
    result.unread += [f"The account of {performer_id}: {_MOVED}" for performer_id in left]


def _moved_in(ours: Compared, wanted: Wanted) -> dict[str, int]:
    moved: dict[str, int] = {}
    for key, currency, amount in _all_moved(ours):
        if key in wanted.accounts or key == wanted.performer_id:
            moved[currency] = moved.get(currency, 0) + amount
    return moved


def _all_moved(ours: Compared) -> Iterator[tuple[str | UUID, str, int]]:
    yield from ((key, currency, n) for (key, currency), n in ours.at_destination.items())
    yield from ((key, currency, n) for (key, currency), n in ours.at_payee.items())


def _judge(
    result: Result, kept: payee_books.TheirBooks, seen: TheirPlace, moved_in: dict[str, int]
) -> None:
    result.found += compare_theirs(kept, seen, result.period, moved_in).found
    result.places.add(str(kept.performer_id))
    result.payees += 1
    result.bank_payouts += len(seen.bank_payouts)
    for currency in sorted(kept.total.keys() | seen.total.keys()):
        ours, theirs = kept.total.get(currency, 0), seen.total.get(currency, 0)
        result.add_total("performers", currency, ours, theirs)


def _read(ask: Callable[[Session], T]) -> T:
    """And let go of it: nothing is held open while Stripe is asked."""
    session = db.session()
    try:
        return ask(session)
    finally:
        session.rollback()
