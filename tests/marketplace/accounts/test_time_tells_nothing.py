"""Asking for a mailed link, and joining, cost the same work whether or not there is an account."""

import pytest
from sqlalchemy import event, func, select

from foundation.database import db
from foundation.mail.models import Mail
from marketplace.accounts.links.models import MailedLink
from marketplace.accounts.models import Account
from marketplace.accounts.reset.actions import ask_for_reset
from marketplace.accounts.sign_in.actions import ask_to_know_browser
from marketplace.sign_up.actions import Joining, Kind, sign_up
from tests.marketplace.accounts.door import PASSWORD, mails_to

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


def join(*, email: str, kind: Kind = Kind.CLIENT) -> None:
    sign_up(Joining(kind, "Xu Yo", email, PASSWORD, "UTC", "en", organisation="Southlab"))


def test_joining_with_a_taken_address_writes_what_joining_with_a_new_one_does(
    each_database, cast, session
):
    for_new = written(join, NOBODY)
    people = session.scalar(select(func.count()).select_from(Account))
    for_taken = written(join, cast.omar.email)
    refused = [each for each in for_new if each.startswith("INSERT INTO marketplace_account ")]
    assert sorted(for_taken) == sorted(for_new + refused)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Account)) == people
    assert mails_to(cast.omar.email) == ["address_taken"]
