"""The first page of a reviewer's queue among 100,000 takes, over the first page of the gig list.

The slowest of a hundred readings, in milliseconds of this process's own CPU, on SQLite: half of
them by a client that has a hundredth of all takes, half by one of ours who may judge a tenth.
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bench.gig_rows import CLIENT, Dictionary, gigs, keep
from bench.ledger_rows import application
from bench.rows import Bench, Goal, Row, interleaved
from foundation.actors import VISITOR, Actor
from foundation.clock import now
from foundation.database import db, transaction
from marketplace.accounts.roles import Role
from marketplace.bookings.models import Booking, BookingState
from marketplace.gigs.queries import listed
from marketplace.gigs.searching import Search
from marketplace.takes.models import Take, TakeDelegation, TakeState
from marketplace.takes.reviewing.queries import PAGE, queue

TAKES = 100_000
GIGS = 10_000
QUESTIONS = 200
CLIENTS = 100
_SLOW = 0.99
_AT_ONCE = 10_000
REVIEWER = UUID(int=9)


def measure() -> Row:
    with application():
        keep(list(gigs(GIGS, Dictionary())))
        _keep_takes()
        session = db.session()
        _refuse_empty(session)
        return interleaved(
            "review_queue",
            lambda: _p99(lambda number: _ours(session, number)),
            lambda: _p99(lambda _: listed(session, Search(), None, VISITOR)),
            packages=("sqlalchemy",),
            database=session.get_bind().dialect.name,
        )


def _p99(read: Callable[[int], object]) -> float:
    took = []
    for number in range(QUESTIONS):
        began = time.process_time()
        read(number)
        took.append((time.process_time() - began) * 1000)
    return sorted(took)[int(len(took) * _SLOW)]


def _ours(session: Session, number: int) -> int:
    return len(queue(session, _who(number), limit=PAGE + 1))


def _who(number: int) -> Actor:
    if number % 2:
        return Actor(id=REVIEWER, role=Role.REVIEWER)
    return Actor(
        id=UUID(int=8), role=Role.CLIENT_PRODUCER, on_behalf_of=_client(number // 2 % CLIENTS)
    )


def _refuse_empty(session: Session) -> None:
    """Who finds nothing is quick, and worth nothing."""
    if any(_ours(session, number) != PAGE + 1 for number in range(4)):
        raise RuntimeError("a queue is not full")


def _client(number: int) -> UUID:
    return CLIENT if number == 0 else UUID(int=(5 << 100) + number)


def _keep_takes() -> None:
    with transaction() as session:
        for model, rows in ((Booking, _bookings()), (Take, _takes())):
            batch = list(rows)
            for start in range(0, len(batch), _AT_ONCE):
                session.execute(insert(model), batch[start : start + _AT_ONCE])
        session.execute(insert(TakeDelegation), list(_delegations()))


def _bookings() -> Iterator[dict[str, Any]]:
    for number in range(1, GIGS + 1):
        yield {
            "id": UUID(int=(6 << 100) + number),
            "gig_id": UUID(int=(3 << 100) + number),
            "client_id": _client(number % CLIENTS),
            "starts_at": now(),
            "ends_at": now() + timedelta(hours=2),
            "zone": "UTC",
            "made_by": CLIENT,
            "room": "",
            "sequence": 0,
            "made_at": now(),
            "state": BookingState.OVER,
            "version": 1,
        }


def _takes() -> Iterator[dict[str, Any]]:
    """Every third waits; the others were judged."""
    for number in range(TAKES):
        gig = number % GIGS + 1
        waits = number % 3 == 0
        yield {
            "id": UUID(int=(7 << 100) + number),
            "booking_id": UUID(int=(6 << 100) + gig),
            "gig_id": UUID(int=(3 << 100) + gig),
            "client_id": _client(gig % CLIENTS),
            "number": number // GIGS + 1,
            "brief_version_id": UUID(int=(2 << 100) + gig),
            "begun_by": CLIENT,
            "begun_at": now(),
            "judge_by": now() + timedelta(seconds=number * 7919 % 604_800) if waits else None,
            "state": TakeState.TO_JUDGE if waits else TakeState.ACCEPTED,
            "version": 1,
        }


def _delegations() -> Iterator[dict[str, Any]]:
    for number in range(10, GIGS + 1, 10):
        yield {
            "id": UUID(int=(8 << 100) + number),
            "request_id": UUID(int=(1 << 100) + number),
            "reviewer_id": REVIEWER,
            "given_by": CLIENT,
            "given_at": now(),
        }


BENCH = Bench("review_queue", Goal(at_most=3), measure)
