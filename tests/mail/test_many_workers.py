"""Several workers and one heap of mail: each is sent once, on every database."""

from collections import Counter

import pytest

from foundation import mail
from foundation.database import db, transaction
from foundation.mail.queries import queues
from foundation.mail.sending import send_due
from tests.cast import START
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_database")
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
