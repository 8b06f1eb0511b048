"""Calendars, judged by a reader that is not ours; the feed's address; invitations by mail."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from uuid import UUID

import pytest
from icalendar import Calendar
from sqlalchemy import select

from foundation.database import db, transaction
from foundation.mail.message import message
from foundation.mail.models import Mail, MailBody
from foundation.web import settings
from marketplace.accounts import grants
from marketplace.accounts.models import RoleGrant
from marketplace.bookings.answering import Why, decline_booking
from marketplace.bookings.calendars import Event, Method, Status, calendar
from marketplace.bookings.changing import Because, cancel_booking, move_booking
from marketplace.bookings.feeds import end_link, make_link
from tests.marketplace.bookings.booked import ASKED, CALL, confirmed, proposed, sisters

pytestmark = pytest.mark.usefixtures("session")

EVENT = Event(
    booking_id=UUID(int=7),
    sequence=3,
    changed_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    starts_at=CALL,
    ends_at=CALL + timedelta(hours=3),
    summary="Zwei Schwestern; ein Brief, verloren \\ gefunden\nBEGIN:VEVENT " + "ü" * 90,
    description="Line one\r\nline two",
    url="https://fairtake.example/bookings/7",
    room="https://meet.example/r,1",
    status=Status.CONFIRMED,
)


def test_what_is_written_is_what_is_read():
    (event,) = _events(calendar([EVENT], host="fairtake.example"))
    assert str(event["SUMMARY"]) == EVENT.summary
    assert str(event["DESCRIPTION"]) == "Line one\nline two"
    assert (event.start, event.end) == (EVENT.starts_at, EVENT.ends_at)
    assert (str(event["LOCATION"]), event["SEQUENCE"]) == (EVENT.room, 3)


def test_no_line_is_longer_than_calendars_take():
    written = calendar([EVENT], host="fairtake.example").encode()
    assert written.endswith(b"\r\n")
    assert max(map(len, written.split(b"\r\n"))) <= 75


def test_words_that_were_written_as_they_are_would_be_found(monkeypatch):
    monkeypatch.setattr("marketplace.bookings.calendars._text", lambda said: said)
    with pytest.raises(ValueError, match="could not be parsed"):
        Calendar.from_ical(calendar([EVENT], host="x"))


def test_a_feed_holds_what_one_is_asked_for_and_what_is_confirmed(client, cast):
    gig = sisters(cast)
    confirmed(cast, gig)
    later = ASKED.__class__(starts_at=CALL + timedelta(days=1), minutes=60, zone="Europe/Berlin")
    proposed(cast, gig, later)
    events = _events(client.get(_path(cast.omar)).get_data(as_text=True))
    assert [str(each["STATUS"]) for each in events] == ["CONFIRMED", "TENTATIVE"]
    assert events[0].start == CALL


def test_a_feed_names_nobody_else(client, cast):
    confirmed(cast, sisters(cast))
    said = client.get(_path(cast.omar)).get_data(as_text=True)
    assert "Mira" not in said
    assert "mira" not in said


def test_what_is_cancelled_or_refused_leaves_the_feed(client, cast):
    gig = sisters(cast)
    first = confirmed(cast, gig)
    path = _path(cast.omar)
    decline_booking(first, Why.ILL, actor=cast.omar.actor)
    assert _events(client.get(path).get_data(as_text=True)) == []


def test_a_feed_sets_no_cookie_and_is_not_sent_again_unless_it_changed(client, cast):
    booking_id = confirmed(cast, sisters(cast))
    path = _path(cast.omar)
    first = client.get(path)
    assert first.mimetype == "text/calendar"
    assert "Set-Cookie" not in first.headers
    same = {"If-None-Match": first.headers["ETag"]}
    assert client.get(path, headers=same).status_code == 304
    cancel_booking(booking_id, Because.ILL, 0, actor=cast.ben.actor)
    assert client.get(path, headers=same).status_code == 200


def test_an_address_that_was_ended_or_replaced_or_guessed_reads_nothing(client, cast):
    old = _path(cast.omar)
    new = _path(cast.omar)
    assert [client.get(path).status_code for path in (old, new, "/calendar/x.ics")] == [
        404,
        200,
        404,
    ]
    end_link(actor=cast.omar.actor)
    assert client.get(new).status_code == 404


def test_a_member_reads_all_that_their_client_arranged_until_they_leave(client, cast):
    confirmed(cast, sisters(cast))
    path = _path(cast.vera)
    (event,) = _events(client.get(path).get_data(as_text=True))
    assert event.start == CALL
    assert _events(client.get(_path(cast.rolf)).get_data(as_text=True)) == []
    with transaction() as session:
        membership = session.get_one(RoleGrant, cast.vera.grant_id)
        grants.end(session, cast.ada.actor, membership, because="left")
    assert client.get(path).status_code == 404


def test_who_plays_and_follows_has_an_address_for_each(client, cast):
    played, followed = _path(cast.omar), _path(cast.ben)
    end_link(actor=cast.ben.actor)
    assert [client.get(path).status_code for path in (played, followed)] == [200, 404]


def test_the_secret_is_nowhere_in_the_database(cast):
    secret = make_link(actor=cast.omar.actor)
    connection = db.session().connection()
    rows = connection.exec_driver_sql("SELECT * FROM marketplace_calendar_link").all()
    assert rows
    assert secret not in repr(rows)


def test_invitations_carry_what_a_calendar_takes_in(cast):
    booking_id = confirmed(cast, sisters(cast))
    move_booking(
        booking_id,
        ASKED.__class__(starts_at=CALL + timedelta(days=2), minutes=180, zone="Europe/Berlin"),
        0,
        actor=cast.ben.actor,
    )
    cancel_booking(booking_id, Because.ILL, 0, actor=cast.ben.actor)
    read = _read(cast.omar)
    assert [str(each["METHOD"]) for each in read] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [event for each in read for event in each.walk("VEVENT")]
    assert [event.start for event in events[:2]] == [CALL, CALL + timedelta(days=2)]
    assert len({event["UID"] for event in events}) == 1
    assert [event["SEQUENCE"] for event in events] == [1, 2, 3]


def test_a_cancelled_booking_is_taken_out_of_calendars(cast):
    cancel_booking(confirmed(cast, sisters(cast)), Because.ILL, 0, actor=cast.ben.actor)
    assert [str(each["METHOD"]) for each in _read(cast.mira)] == ["REQUEST", "CANCEL"]


def test_the_mail_is_one_that_calendar_programs_know(cast):
    confirmed(cast, sisters(cast))
    mail, body = _mails(cast.omar)[0]
    sent = message_from_bytes(bytes(message(mail, body, settings())), policy=default)
    part = list(sent.iter_parts())[-1]
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "REQUEST"
    assert Calendar.from_ical(part.get_payload(decode=True))["METHOD"] == Method.REQUEST


def _path(person):
    return f"/calendar/{make_link(actor=person.actor)}.ics"


def _events(said):
    return list(Calendar.from_ical(said).walk("VEVENT"))


def _mails(person):
    session = db.session()
    session.rollback()
    wanted = (
        select(Mail, MailBody)
        .join(MailBody, MailBody.mail_id == Mail.id)
        .where(Mail.account_id == person.id, Mail.template == "booking_calendar")
        .order_by(Mail.id)
    )
    return [tuple(row) for row in session.execute(wanted)]


def _read(person):
    read = [Calendar.from_ical(body.calendar) for _, body in _mails(person)]
    return sorted(read, key=lambda each: each.walk("VEVENT")[0]["SEQUENCE"])
