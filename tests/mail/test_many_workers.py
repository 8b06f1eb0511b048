"""Several workers and one heap of mail: each is sent once, on every database."""

from collections import Counter
from datetime import timedelta

import pytest

from foundation import clock, mail
from foundation.database import db, transaction
from foundation.mail.queries import queues
from foundation.mail.sending import LONGEST_WAIT, claim_next, send_due
from tests.cast import START
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection")
WORKERS, LETTERS = 4, 24


def test_each_mail_is_sent_once_however_many_workers_send(app, server, mailing):
    with transaction() as session:
        for number in range(LETTERS):
            mail.post(session, to=f"p{number}@example.org", template="letter", what="x", at=START)
    tallies = at_once(app, WORKERS, lambda _: send_due(mailing(server)))
    assert [each for each in tallies if isinstance(each, Exception)] == []
    assert sum(tally.sent for tally in tallies) == LETTERS
    times = Counter(taken["Message-ID"] for taken in server.taken)
    assert len(times) == LETTERS
    assert set(times.values()) == {1}
    assert queues(db.session())[0].waiting == 0


def test_a_clock_set_back_by_a_month_keeps_no_mail_for_a_month(cast):
    with transaction() as session:
        mail.post(session, to="p@example.org", template="letter", what="x", at=START)
    clock.move(-LONGEST_WAIT)
    assert claim_next() is None
    clock.move(-timedelta(days=30))
    assert claim_next() is not None
    assert claim_next() is None
