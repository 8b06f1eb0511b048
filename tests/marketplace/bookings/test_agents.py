"""An agent sees the bookings of those they act for, on record, and answers none of them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consent.keeping.readings import RightsReading
from foundation.clock import hold, now
from foundation.database import db, transaction
from marketplace.profiles.mandates.models import Mandate
from tests.cast import sign_in
from tests.marketplace.bookings.booked import CALL, confirmed, proposed, sisters
from tests.marketplace.profiles.known import mandate

ROOM = "https://meet.example/r1"


@pytest.fixture
def held(app, session, cast):
    return mandate(cast.omar, cast.otto, may_negotiate=True)


def was_read(person):
    db.session.rollback()
    wanted = select(func.count()).where(RightsReading.person_id == person.id)
    return db.session().scalar(wanted)


def test_an_agent_sees_when_but_neither_the_room_nor_who_else_plays(held, cast, client):
    confirmed(cast, sisters(cast))
    sign_in(client, cast.otto)
    assert f"/mandates/{held}/bookings" in client.get("/mandates").text
    page = client.get(f"/mandates/{held}/bookings").text
    assert "Confirmed" in page
    assert "Their answer: yes" in page
    assert ROOM not in page
    assert "Mira" not in page
    assert (was_read(cast.omar), was_read(cast.mira)) == (1, 0)


def test_the_performer_sees_that_the_agent_looked(held, cast, client):
    sign_in(client, cast.otto)
    client.get(f"/mandates/{held}/bookings")
    sign_in(client, cast.omar)
    assert "A list in which you stand" in client.get("/threads").text


def test_what_is_over_stands_below_what_comes(held, cast, client):
    confirmed(cast, sisters(cast))
    hold(CALL + timedelta(days=1))
    sign_in(client, cast.otto)
    page = client.get(f"/mandates/{held}/bookings").text
    assert page.index("Nothing is booked") < page.index("Past")


def test_an_agent_answers_nothing_and_opens_no_booking(held, cast, client):
    booking = proposed(cast, sisters(cast))
    sign_in(client, cast.otto)
    assert client.get(f"/bookings/{booking}").status_code == 404
    assert client.get(f"/bookings/{booking}/sheet").status_code == 404
    seen = {"seen": CALL.isoformat()}
    assert client.post(f"/bookings/{booking}/accept", data=seen).status_code == 404
    assert client.post(f"/bookings/{booking}/decline", data={"why": "ill"}).status_code == 404


@pytest.mark.parametrize("who", ["mira", "omar", "ben", "cleo", "cora"])
def test_nobody_else_reads_by_a_mandate(held, cast, client, who):
    sign_in(client, getattr(cast, who))
    assert client.get(f"/mandates/{held}/bookings").status_code in (302, 404)
    assert was_read(cast.omar) == 0


@pytest.mark.parametrize("over", ["ended", "past", "not accepted"])
def test_a_mandate_that_does_not_hold_shows_nothing(held, cast, client, over):
    with transaction() as session:
        row = session.get_one(Mandate, held)
        if over == "ended":
            row.ended_at = now()
        elif over == "past":
            row.until = now().date() - timedelta(days=1)
        else:
            row.accepted_at = None
    sign_in(client, cast.otto)
    assert client.get(f"/mandates/{held}/bookings").status_code == 404
    assert was_read(cast.omar) == 0
