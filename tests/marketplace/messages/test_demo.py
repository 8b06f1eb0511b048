"""The demo has conversations to read, one of them reported, and a second start adds nothing."""

from sqlalchemy import func, select

from foundation.cases.models import Case
from foundation.database import db
from marketplace.messages import demo
from marketplace.messages.models import Conversation, Message
from tests.marketplace.casting.test_demo import SIZE, start


def counted(of):
    db.session.rollback()
    return db.session().scalar(select(func.count()).select_from(of))


def test_there_is_something_to_read_once_however_often_it_starts(app, session):
    start()
    for _ in range(2):
        demo.make(SIZE)
        assert (counted(Conversation), counted(Message), counted(Case)) == (3, 4, 1)
