"""Two windows of one client ask for the same at one moment: it is asked for once."""

import threading

import pytest
from sqlalchemy import event, func, select

from foundation.database import db
from foundation.errors import DomainError
from marketplace.reuse import actions
from marketplace.reuse.actions import NewReuse
from marketplace.reuse.models import ReuseOrder
from tests.consent.licences.licensed import licensed
from tests.marketplace.reuse.wanted import PURPOSE, a_paper, accepted, number_of

SOON_S = 1.0
HERE = "INSERT INTO marketplace_reuse_order"


@pytest.mark.usefixtures("each_database")
def test_of_two_at_once_the_second_sees_the_first(app, cast):
    take_id, version = accepted(cast), a_paper()
    licensed(cast.rolf)
    new = NewReuse(number=number_of(take_id), version_id=version, purpose=PURPOSE)
    db.session.remove()
    refused, begun = [], []

    def other():
        with app.app_context():
            try:
                actions.ask_to_use_again(new, actor=cast.rolf.actor)
            except DomainError as why:
                refused.append(str(why))
            finally:
                db.session.remove()

    def meanwhile(_connection, _cursor, statement, *_rest):
        if HERE in statement and not begun:
            begun.append(threading.Thread(target=other))
            begun[0].start()
            begun[0].join(SOON_S)

    event.listen(db.engine, "before_cursor_execute", meanwhile)
    try:
        actions.ask_to_use_again(new, actor=cast.rolf.actor)
    finally:
        event.remove(db.engine, "before_cursor_execute", meanwhile)
    begun[0].join()
    db.session.rollback()
    assert db.session().scalar(select(func.count()).select_from(ReuseOrder)) == 1
    assert "asks for this already" in refused[0]
