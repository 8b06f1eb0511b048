"""A recording that left by many deliveries is decided once for each thing that was stated."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from consent.holders.queries import stated
from consent.recalls import copies
from consent.recalls.having import deliveries_of
from foundation.database import db
from foundation.ids import new_id
from tests.consent.grants.granted import LAB, STUDIO, allowing
from tests.consent.holders.holding import held
from tests.consent.recalls.ending import recalls, withdraw

pytestmark = pytest.mark.usefixtures("app")
MANY = 12
PRODUCTS = ("companion", "support")


@contextmanager
def decided() -> Iterator[list[str]]:
    """What is asked of rights, also past SQLAlchemy."""
    said: list[str] = []

    def note(statement: str) -> None:
        if "FROM consent_right WHERE recording_id" in statement:
            said.append(statement)

    def begin(connection, *_):
        connection.set_trace_callback(note)

    def end(connection, *_):
        connection.set_trace_callback(None)

    db.session.rollback()
    event.listen(db.engine, "checkout", begin)
    event.listen(db.engine, "checkin", end)
    try:
        yield said
    finally:
        db.session.rollback()
        event.remove(db.engine, "checkout", begin)
        event.remove(db.engine, "checkin", end)


def decisions_for(deliveries: int) -> int:
    grant = allowing()
    for number in range(deliveries):
        held(grant, client=(LAB, STUDIO)[number % 2], end_product=PRODUCTS[number // 2 % 2])
    with decided() as said:
        assert withdraw(grant) == 2
    return len(said)


def test_many_deliveries_take_as_many_decisions_as_a_few():
    few = decisions_for(len(PRODUCTS) * 2)
    assert decisions_for(MANY) == few == len(PRODUCTS) * 2


def test_delivery_by_delivery_it_would_take_more(monkeypatch):
    """The planted fault: as if each had stated something else."""

    def apart(handed):
        return replace(stated(handed), model_class=new_id().hex)

    monkeypatch.setattr(copies, "stated", apart)
    assert decisions_for(MANY) == MANY


def test_each_recall_says_by_which_deliveries_its_copy_came():
    grant = allowing()
    ours = [held(grant), held(grant)]
    theirs = held(grant, client=STUDIO)
    to_studio = held(grant, recipient=STUDIO)
    withdraw(grant)
    opened = recalls()
    found = deliveries_of(db.session(), opened)
    told = {(each.client_id, each.recipient_id): found[each.id] for each in opened}
    assert told[LAB, None] == sorted(ours)
    assert told[STUDIO, None] == [theirs]
    assert told[LAB, STUDIO] == [to_studio]
