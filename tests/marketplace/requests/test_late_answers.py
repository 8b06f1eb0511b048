"""An answer that is not there in time is said to both sides, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.notices.models import Notice
from marketplace.requests import reviewing
from marketplace.requests.lateness import JOBS
from tests.marketplace.requests.written import newest, sent

pytestmark = pytest.mark.usefixtures("session")


def told(person, kind):
    run_due(JOBS, new_id(), even_if_not_due=True)
    db.session.rollback()
    of = Notice
    wanted = select(of.id).where(of.account_id == person.id, of.kind == kind)
    return len(db.session().scalars(wanted).all())


def test_both_sides_are_told_once(cast):
    sent(cast)
    assert told(cast.ben, "request.late") == 0
    clock.move(timedelta(days=7))
    assert told(cast.ben, "request.late") == 1
    assert told(cast.ben, "request.late") == 1
    assert told(cast.cora, "request.overdue") == 1


def test_an_answer_in_time_is_never_late(cast):
    request_id = sent(cast)
    reviewing.return_request(
        request_id, newest(request_id), {"brief.title": "Say more."}, actor=cast.cora.actor
    )
    clock.move(timedelta(days=7))
    assert told(cast.ben, "request.late") == 0
