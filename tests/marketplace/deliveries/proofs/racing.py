"""Something is begun by somebody else between two statements of the hand-over's transaction."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event, select, text

from consent.grants.models import Grant
from consent.holders.models import HandedOver, Holder
from consent.recalls.models import Recall
from foundation.database import db
from marketplace.deliveries.building import jobs

SOON_S = 30
_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


class Race:
    """`at`: before which statement of it the other begins, by its number or its first words; far
    off, and it only counts them. The other is let go on until it is through, or waits for a lock.
    """

    def __init__(self, app: Flask, at: int | str, act: Callable[[], object]) -> None:
        self.app, self.at, self.act = app, at, act
        self.statements = 0
        self.was_through = False
        """Before the hand-over was over."""
        self._other = ThreadPoolExecutor(1)
        self._running: Future[object] | None = None

    def _begin(self) -> None:
        through = threading.Event()

        def doing() -> object:
            with self.app.app_context():
                try:
                    return self.act()
                finally:
                    db.session.remove()
                    through.set()

        self._running = self._other.submit(doing)
        until = time.monotonic() + SOON_S
        while not through.wait(0.01) and not _somebody_waits():
            assert time.monotonic() < until, "it is neither through nor waits for a lock"
        self.was_through = through.is_set()

    @contextmanager
    def on(self) -> Iterator[None]:
        whole, mine = jobs.hand_over_whole, threading.get_ident()

        def meet(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if threading.get_ident() != mine or statement == str(_WAITING):
                return
            is_now = statement.startswith(self.at) if isinstance(self.at, str) else False
            if self._running is None and (is_now or self.statements == self.at):
                self._begin()
            self.statements += 1

        def hand_over_whole(*given):
            engine = db.engine
            event.listen(engine, "before_cursor_execute", meet)
            try:
                whole(*given)
            finally:
                event.remove(engine, "before_cursor_execute", meet)

        jobs.hand_over_whole = hand_over_whole
        try:
            yield
        finally:
            jobs.hand_over_whole = whole
            try:
                if self._running is not None:
                    self._running.result(timeout=30)
            finally:
                self._other.shutdown()


def _somebody_waits() -> bool:
    with db.engine.connect() as connection:
        return bool(connection.scalar(_WAITING))


def grant_of(recording) -> Grant:
    session = db.session()
    session.rollback()
    found = session.scalars(select(Grant).where(Grant.recording_id == recording)).one()
    session.expunge(found)
    session.rollback()
    return found


def handed_over(delivery_id) -> list[HandedOver]:
    session = db.session()
    session.rollback()
    of = HandedOver
    return list(session.scalars(select(of).where(of.delivery_id == delivery_id)))


def holding(recording) -> list[Holder]:
    session = db.session()
    session.rollback()
    return list(session.scalars(select(Holder).where(Holder.recording_id == recording)))


def recalled(recording) -> list[Recall]:
    session = db.session()
    session.rollback()
    return list(session.scalars(select(Recall).where(Recall.recording_id == recording)))
