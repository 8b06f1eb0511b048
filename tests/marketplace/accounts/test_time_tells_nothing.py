"""Asking for a mailed link costs the same work whether or not there is an account."""

import pytest
from sqlalchemy import event, func, select

from foundation.database import db
from foundation.mail.models import Mail
from marketplace.accounts.links.models import MailedLink
from marketplace.accounts.reset.actions import ask_for_reset
from marketplace.accounts.sign_in.actions import ask_to_know_browser
from tests.marketplace.accounts.door import mails_to

NOBODY = "nobody@example.org"


def written(ask, email) -> list[str]:
    """The statements that write, without their values."""
    said: list[str] = []

    def listen(_connection, _cursor, statement, *_more):
        if statement.split()[0] in ("INSERT", "UPDATE", "DELETE"):
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        ask(email=email)
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return said


@pytest.mark.parametrize("ask", [ask_for_reset, ask_to_know_browser])
def test_the_same_is_written_for_somebody_and_for_nobody(each_database, cast, ask):
    for_somebody = written(ask, cast.omar.email)
    assert len(for_somebody) >= 4, "a counter, a link, a mail, an audit record"
    assert written(ask, NOBODY) == for_somebody


@pytest.mark.parametrize("ask", [ask_for_reset, ask_to_know_browser])
def test_and_for_nobody_none_of_it_is_kept(each_database, cast, session, ask):
    ask(email=NOBODY)
    assert mails_to(NOBODY) == []
    for model in (Mail, MailedLink):
        assert session.scalar(select(func.count()).select_from(model)) == 0
