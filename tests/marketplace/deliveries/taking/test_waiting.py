"""Who only looks waits for nobody; a link holds its client's licence until it is on record."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from consent.holders.licensing import licensed
from consent.licences.models import Licence
from foundation.database import db
from foundation.ids import new_id
from marketplace.deliveries.building.models import Delivery
from marketplace.deliveries.taking import actions, deciding, queries
from tests.marketplace.deliveries.taking.delivered import name_of


@pytest.fixture
def app(postgresql_app):
    """On SQLite one who writes is alone anyway, and nobody waits for rows."""
    return postgresql_app


@contextmanager
def another() -> Iterator[Session]:
    """Somebody else's transaction, which waits for nobody longer than this."""
    with Session(db.engine) as session:
        session.execute(text("SET LOCAL lock_timeout = '100ms'"))
        yield session
        session.rollback()


def listed(session: Session, delivery_id) -> list[bool]:
    found = session.get_one(Delivery, delivery_id)
    assert queries.whole(session, found).shut == 0
    return [each.available for each in queries.files(session, found, after=None, limit=50).items]


def both_list(delivery) -> bool:
    """Whether a second list is given while the first is still being read."""
    everything = [True] * len(delivery.files)
    with another() as first, another() as second:
        assert listed(first, delivery.id) == everything
        try:
            return listed(second, delivery.id) == everything
        except OperationalError:
            return False


@pytest.fixture
def held() -> Iterator[list[bool]]:
    """Whether the licence is held, each time that a fetching is put on record."""
    seen: list[bool] = []

    def look(_connection, _cursor, statement, *_rest):
        if "INSERT INTO marketplace_delivery_taking" not in statement:
            return
        with another() as session:
            try:
                session.execute(select(Licence.id).with_for_update())
                seen.append(False)
            except OperationalError:
                seen.append(True)

    event.listen(db.engine, "before_cursor_execute", look)
    yield seen
    event.remove(db.engine, "before_cursor_execute", look)


def test_two_lists_at_once_do_not_wait_for_each_other(delivery):
    assert both_list(delivery)


def test_with_the_lock_the_second_waits_for_the_first(delivery, monkeypatch):
    """The planted fault."""
    locking = partial(licensed, locked=True)
    monkeypatch.setattr(deciding, "licensed", lambda session, stated, **_: locking(session, stated))
    assert not both_list(delivery)


def test_a_link_holds_the_licence_until_it_is_on_record(cast, delivery, grants, held):
    file = delivery.ids[name_of(grants[0])]
    actions.take_file(delivery.id, file, through=new_id(), actor=cast.ben.actor)
    assert held == [True]


def test_a_link_that_holds_nothing_is_noticed(cast, delivery, grants, held, monkeypatch):
    """The planted fault."""
    loose = partial(licensed, locked=False)
    monkeypatch.setattr(deciding, "licensed", lambda session, stated, **_: loose(session, stated))
    file = delivery.ids[name_of(grants[0])]
    actions.take_file(delivery.id, file, through=new_id(), actor=cast.ben.actor)
    assert held == [False]
