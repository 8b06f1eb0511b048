"""Ending many grants takes as many statements as ending a few: what follows is told for all."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, func, select

from consent.media.models import Destruction
from consent.recalls.models import Recall
from consent.recalls.opening import open_recalls
from consent.rights import lapsing
from consent.rights.ending_all import withdraw_all
from foundation.database import db
from tests.consent.holders.delivering import delivered
from tests.consent.licences.licensed import licensed
from tests.consent.recordings.performed import recorded

FEW, MANY = 2, 12


@contextmanager
def counted() -> Iterator[list[str]]:
    said: list[str] = []

    def look(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", look)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", look)


def statements_to_withdraw(person, count: int) -> int:
    delivered(*recorded(person.id, count=count))
    db.session.rollback()
    with counted() as said:
        withdraw_all(actor=person.actor)
    return len(said)


@pytest.fixture
def holder(cast):
    licensed(cast.ada)


@pytest.mark.usefixtures("each_connection", "holder")
def test_withdrawing_many_takes_as_many_statements_as_withdrawing_a_few(cast, session):
    few = statements_to_withdraw(cast.omar, FEW)
    assert statements_to_withdraw(cast.mira, MANY) <= few + FEW
    assert session.scalar(select(func.count()).select_from(Recall)) == FEW + MANY
    assert session.scalar(select(func.count()).select_from(Destruction)) == FEW + MANY


@pytest.mark.usefixtures("app", "holder")
def test_one_by_one_it_would_take_more(cast, monkeypatch):
    """The planted fault."""

    def one_by_one(session, lapsed):
        return sum(open_recalls(session, *each) for each in lapsed)

    monkeypatch.setattr(lapsing, "open_all_recalls", one_by_one)
    few = statements_to_withdraw(cast.omar, FEW)
    assert statements_to_withdraw(cast.mira, MANY) > few + FEW
