"""The demo shows a deactivation with notice and one with an appeal; a second start adds nothing."""

from sqlalchemy import func, select

from foundation.database import db
from foundation.hooks import DemoSize
from marketplace.accounts import demo as accounts
from marketplace.accounts.deactivation import demo
from marketplace.accounts.deactivation.models import Deactivation

SIZE = DemoSize(performers=0, recordings=0, seed=1)


def test_both_are_there_once_however_often_it_starts(app, session):
    accounts.make(SIZE)
    assert [each.name for each in demo.make(SIZE)] == [each.name for each in demo.make(SIZE)]
    db.session.rollback()
    counted = select(func.count(), func.count(Deactivation.case_id))
    assert tuple(db.session().execute(counted.select_from(Deactivation)).one()) == (2, 1)
