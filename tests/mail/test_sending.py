"""Sending mail: once, again later, or given up; and what is kept of it."""

import smtplib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from foundation import clock, mail
from foundation.database import db, transaction
from foundation.mail import jobs, sending
from foundation.mail.message import message
from foundation.mail.models import Mail, MailBody, MailStatus
from foundation.mail.sending import claim_next, send_due
from foundation.mail.smtp import Server
from marketplace.accounts.models import Account
from tests.cast import START


@pytest.fixture
def queued(cast):
    with transaction() as session:
        return mail.post(
            session,
            to=cast.omar.id,
            template="letter",
            what="a gig",
            at=START,
            unsubscribe_path="/notices/off/x",
        )


def row(mail_id) -> Mail:
    db.session().expire_all()
    return db.session().get_one(Mail, mail_id)


def test_a_queued_mail_is_sent_once(queued, server, mailing):
    assert send_due(mailing(server)).sent == 1
    assert send_due(mailing(server)).sent == 0
    (taken,) = server.taken
    assert taken["To"] == "Omar <omar@example.org>"
    assert taken["Subject"] == "About a gig"
    assert taken["Message-ID"] == f"<{queued}@127.0.0.1>"
    assert taken["List-Unsubscribe"] == "<http://127.0.0.1/notices/off/x>"
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert taken.get_body(("plain",)).get_content().startswith("Dear Omar,")
    assert "<p>a gig</p>" in taken.get_body(("html",)).get_content()
    assert row(queued).status is MailStatus.SENT


def test_a_temporary_refusal_is_tried_again_later(queued, server, mailing):
    server.refuse_recipient_with = "451 not now, omar@example.org"
    assert send_due(mailing(server)).put_off == 1
    assert row(queued).outcome == "451"
    server.refuse_recipient_with = ""
    assert send_due(mailing(server)).sent == 0
    clock.move(timedelta(minutes=1))
    assert send_due(mailing(server)).sent == 1


def test_a_final_refusal_is_given_up_at_once(queued, server, mailing):
    server.refuse_recipient_with = "550 no such person"
    assert send_due(mailing(server)).given_up == 1
    assert row(queued).status is MailStatus.GIVEN_UP


def test_what_a_server_said_of_an_address_is_kept_only_where_it_is_erased(queued, server, mailing):
    server.refuse_recipient_with = "451 who is omar@example.org"
    send_due(mailing(server))
    assert "omar" not in row(queued).outcome
    assert "omar" in db.session().get_one(MailBody, queued).server_said


def test_after_a_day_of_trying_it_is_given_up(queued, server, mailing):
    server.refuse_recipient_with = "451 not now"
    for _ in range(40):
        if send_due(mailing(server)).given_up:
            break
        clock.move(timedelta(hours=2))
    assert timedelta(hours=20) < clock.now() - START <= timedelta(days=1)
    assert row(queued).status is MailStatus.GIVEN_UP


def test_without_a_server_to_reach_the_rest_waits(queued, settings, server, mailing):
    nobody_there = mailing(server)
    server.shutdown()
    server.server_close()
    assert send_due(nobody_there).put_off == 1
    assert row(queued).outcome == "ConnectionRefusedError"


def test_two_workers_that_see_the_same_mail_agree_on_one(app, queued):
    """Both read before either claims, so only the conditional update can decide."""
    both_saw_it, claims = Barrier(2), []

    def work():
        with app.app_context():
            seen = sending._next_due(db.session(), clock.now())
            both_saw_it.wait()
            with transaction() as session:
                claims.append(sending._claim(session, seen, clock.now()))

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(claims) == [False, True]


def test_without_the_condition_both_would_send_it(queued, monkeypatch):
    """The planted fault: a claim that does not ask again takes what another already has."""
    assert claim_next() is not None
    assert claim_next() is None
    monkeypatch.setattr(sending, "_due", lambda _at: Mail.id.is_not(None))
    assert claim_next() is not None


def test_a_worker_that_died_between_taken_and_marked_repeats_the_same_message_id(
    queued, server, mailing, monkeypatch
):
    monkeypatch.setattr(sending, "_mark", lambda *_, **__: None)
    send_due(mailing(server))
    monkeypatch.undo()
    assert send_due(mailing(server)).sent == 0
    clock.move(sending.CLAIMED_FOR)
    send_due(mailing(server))
    first, second = server.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_who_was_overtaken_does_not_mark(queued):
    slow = claim_next()
    clock.move(sending.CLAIMED_FOR)
    quick = claim_next()
    sending._mark(quick, status=MailStatus.SENT)
    sending._mark(slow, status=MailStatus.QUEUED)
    assert row(queued).status is MailStatus.SENT


def test_a_line_break_cannot_become_a_header(queued, settings):
    """The address was checked when it was queued; should one slip by, the wire refuses it."""
    session = db.session()
    body = session.get_one(MailBody, queued)
    for field in ("subject", "recipient", "name", "unsubscribe_url"):
        kept = getattr(body, field)
        setattr(body, field, "x\r\nBcc: rival@example.org")
        with pytest.raises(ValueError, match=r"linefeed|CR or LF|newline|invalid"):
            message(session.get_one(Mail, queued), body, settings)
        setattr(body, field, kept)
    session.rollback()


def test_a_name_with_quotes_and_commas_stays_one_recipient(queued, settings):
    session = db.session()
    body = session.get_one(MailBody, queued)
    body.name = 'Omar" <rival@example.org>, "x\\'
    made = message(session.get_one(Mail, queued), body, settings)
    assert [each.addr_spec for each in made["To"].addresses] == ["omar@example.org"]
    session.rollback()


def test_no_mail_is_sent_inside_a_transaction(app, server):
    with pytest.raises(RuntimeError, match="no network"), transaction():
        Server.at(f"smtp://127.0.0.1:{server.port}").connected().__enter__()


def test_a_server_elsewhere_must_offer_tls(monkeypatch, app):
    class Plain:
        def has_extn(self, _name: str) -> bool:
            return False

    elsewhere = Server.at("smtp://mail.example.org")
    with pytest.raises(smtplib.SMTPNotSupportedError):
        elsewhere._protect(Plain(), None)


def test_without_a_mail_server_mail_is_captured(queued):
    assert jobs.send(None) == "1 captured"
    assert row(queued).status is MailStatus.CAPTURED


def test_what_was_said_is_erased_after_thirty_days(queued):
    jobs.send(None)
    clock.move(timedelta(days=29))
    jobs.erase(None)
    assert db.session().scalars(select(MailBody)).all()
    clock.move(timedelta(days=2))
    jobs.erase(None)
    jobs.erase(None)
    db.session().expire_all()
    assert not db.session().scalars(select(MailBody)).all()
    assert row(queued).status is MailStatus.CAPTURED


@pytest.mark.parametrize(
    "hidden", ["=?utf-8?q?x=0D=0ABcc:_eve@example.org=0D=0A=0D=0Apay_me?=", "=?utf-8?b?DQpYOiAx?="]
)
def test_an_encoded_line_break_in_a_name_or_subject_adds_no_header(cast, server, mailing, hidden):
    with transaction() as session:
        session.get_one(Account, cast.omar.id).name = hidden
        session.flush()
        mail.post(session, to=cast.omar.id, template="letter", what=hidden, at=START)
    assert send_due(mailing(server)).sent == 1
    (taken,) = server.taken
    assert taken["Bcc"] is None
    assert taken["X"] is None
    assert taken.is_multipart()
    assert taken["To"].addresses[0].addr_spec == "omar@example.org"


def test_a_letter_that_cannot_be_written_is_given_up_and_holds_up_no_other(
    queued, session, server, mailing
):
    with transaction() as writing:
        broken = mail.post(writing, to="una@example.org", template="reset", token="t")
        writing.get_one(MailBody, broken).recipient = "=?utf-8?q?x=0D=0Ay?=@example.org"
        writing.get_one(Mail, broken).due_at = START - timedelta(minutes=1)
    tally = send_due(mailing(server))
    assert (tally.sent, tally.given_up) == (1, 1)
    assert row(broken).status is MailStatus.GIVEN_UP
