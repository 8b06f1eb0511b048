"""Queueing mail: undone with its cause, in the reader's zone and language, escaped."""

import pytest
from sqlalchemy import select

from foundation import mail
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.mail.models import Mail, MailBody, MailStatus
from foundation.mail.queries import latest
from marketplace.accounts.models import Account
from tests.cast import START


def post(to, what="a gig", **more):
    with transaction() as session:
        return mail.post(session, to=to, template="letter", what=what, at=START, **more)


def only_letter():
    (letter,) = latest(db.session())
    return letter


def test_mail_is_undone_with_the_change_that_caused_it(app):
    with pytest.raises(ZeroDivisionError), transaction() as session:
        mail.post(session, to="a@example.org", template="letter", what="x", at=START)
        raise ZeroDivisionError
    assert latest(db.session()) == []


def test_a_person_is_written_to_in_their_own_zone_and_language(cast):
    with transaction() as session:
        omar = session.get_one(Account, cast.omar.id)
        omar.zone, omar.locale = "Asia/Kolkata", "de"
    post(cast.omar.id)
    assert "02.03.2026, 14:30 UTC+5:30" in only_letter().body.text


def test_the_first_line_is_the_subject_and_links_are_absolute(cast):
    post(cast.omar.id)
    body = only_letter().body
    assert body.subject == "About a gig"
    assert body.text.startswith("Dear Omar,")
    assert "http://127.0.0.1/cases" in body.text


def test_what_people_typed_is_escaped_in_the_html(app):
    post("a@example.org", what="<script>")
    assert "&lt;script&gt;" in only_letter().body.html


def test_a_forgotten_value_is_a_bug_and_not_a_gap(app):
    with pytest.raises(Exception, match="'at' is undefined"), transaction() as session:
        mail.post(session, to="a@example.org", template="letter", what="x")


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\nx",
        "a@example.org, b@example.org",
        "A <a@example.org>",
        "a",
        "a@",
        "@example.org",
        "a b@example.org",
        "a@example.org\x00",
        "=?utf-8?q?x=0D=0ABcc:y?=@example.org",
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_no_single_address_is_refused(app, address):
    with pytest.raises(mail.BadAddress):
        post(address)


def test_a_person_without_a_verified_address_gets_none_and_it_can_be_seen(cast):
    with transaction() as session:
        session.get_one(Account, cast.omar.id).email_verified_at = None
    mail_id = post(cast.omar.id)
    row = db.session().get_one(Mail, mail_id)
    assert (row.status, row.outcome) == (MailStatus.GIVEN_UP, "no address")


def test_nobody_at_all_gets_none(app):
    post(new_id())
    assert latest(db.session()) == []


def test_forgetting_a_person_erases_only_what_was_written_to_them(cast):
    post(cast.omar.id)
    post(cast.mira.id)
    with transaction() as session:
        mail.forget(session, cast.omar.id)
    assert db.session().scalars(select(MailBody.recipient)).all() == ["mira@example.org"]
