"""What a day is worth to its performer: every line is earned or says what it waits for, and what is
expected becomes exactly what is earned."""

from datetime import timedelta

import pytest

from foundation.clock import hold
from foundation.database import db
from foundation.errors import NotFound
from marketplace.hours import worth as hours_worth
from marketplace.hours.approving import approve_hours
from marketplace.hours.models import LineKind, Phase
from marketplace.pricing.engaged import engaged
from marketplace.takes.reviewing.actions import decide_take
from marketplace.takes.worth import expecting
from marketplace.takes.worth.expecting import expected
from marketplace.takes.worth.queries import facts_of, own_place
from tests.api.asking import Program
from tests.cast import sign_in
from tests.marketplace.bookings.booked import CALL
from tests.marketplace.hours.worked import later, sheet, tap
from tests.marketplace.takes.played import begun, fit, met, sent, signed_sisters
from tests.marketplace.takes.reviewing.opinions import again, good

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def day(cast, app):
    """Two takes to judge, of a booking whose log is running."""
    booking_id = met(cast, signed_sisters(cast))
    tap(booking_id, cast.omar, (Phase.WORK, 0))
    return booking_id, [_complete(cast, begun(cast, booking_id)) for _ in range(2)]


def _complete(cast, take_id):
    for person in (cast.omar, cast.mira):
        sent(take_id, person)
    fit(take_id)
    return take_id


def worth(booking_id, person):
    """Cents earned; cents expected, by label."""
    session = db.session()
    session.rollback()
    booking, own = own_place(session, booking_id, person.actor)
    of = engaged(session, [own.engagement_id])[own.engagement_id]
    waiting = {each.label: each.amount.amount_minor for each in expected(session, booking, of)}
    earned = sum(each.amount_minor for each in facts_of(session, booking, own.engagement_id))
    session.rollback()
    return earned, waiting


def test_as_it_runs_it_is_what_it_would_be_if_it_ended_now(cast, day):
    hold(CALL + timedelta(minutes=30))
    earned, waiting = worth(day[0], cast.omar)
    assert earned == 0
    assert waiting == {
        "Call": 3000,
        "Tech check": 1000,
        "Briefing": 1500,
        "De-roling": 1000,
        "Filled up to the minimum call": 9000,
        "Take 1": 1500,
        "Take 2": 1500,
    }


def test_what_was_expected_is_what_is_earned_in_the_end(cast, day):
    booking_id, takes = day
    tap(booking_id, cast.omar, (Phase.END, 90))
    _, waiting = worth(booking_id, cast.omar)
    later(minutes=20)
    approve_hours(sheet(booking_id, cast.omar).id, [LineKind.CALL], actor=cast.ben.actor)
    earned, rest = worth(booking_id, cast.omar)
    assert (earned, earned + sum(rest.values())) == (9000, sum(waiting.values()))
    approve_hours(sheet(booking_id, cast.omar).id, actor=cast.ben.actor)
    for take_id in takes:
        decide_take(take_id, good(take_id), actor=cast.ben.actor)
    option = 30000  # Agreed to, and due with the first take that is accepted.
    assert worth(booking_id, cast.omar) == (sum(waiting.values()) + option, {})


def test_a_price_that_is_not_the_one_it_is_paid_by_would_be_found(cast, day, monkeypatch):
    """The planted fault: what is shown is worked out anew, a minute too many."""
    booking_id, _ = day
    tap(booking_id, cast.omar, (Phase.END, 90))
    price_of = hours_worth.price_of
    monkeypatch.setattr(
        expecting, "price_of", lambda of, kind, count: price_of(of, kind, count + 60)
    )
    earlier = sum(worth(booking_id, cast.omar)[1].values())
    later(minutes=20)
    approve_hours(sheet(booking_id, cast.omar).id, actor=cast.ben.actor)
    earned, rest = worth(booking_id, cast.omar)
    assert earned + sum(rest.values()) != earlier


@pytest.mark.parametrize("name", ["ben", "rolf", "otto", "cora"])
def test_nobody_else_reads_it(cast, day, name):
    with pytest.raises(NotFound):
        own_place(db.session(), day[0], getattr(cast, name).actor)


def test_the_pages_say_each_line_with_its_rate_and_who_decided(cast, day, client):
    booking_id, takes = day
    sign_in(client, cast.omar)
    page = client.get(f"/bookings/{booking_id}/worth").text
    assert "Nothing is approved yet." in page
    assert "once it is accepted, by itself on" in page
    assert "Nothing is earned yet" in client.get("/earnings").text
    decide_take(takes[0], good(takes[0]), actor=cast.ben.actor)
    for path in (f"/bookings/{booking_id}/worth", "/earnings"):
        page = client.get(path).text
        for words in ("Accepted take 1", "€15.00 for a take", "Ben, ", "Agreed use: "):
            assert words in page


def test_programs_read_their_own_page_by_page(cast, day, app):
    decide_take(day[1][0], good(day[1][0]), actor=cast.ben.actor)
    omar = Program(app, cast.omar)
    first = omar.get("/api/v1/facts", limit=1).json
    second = omar.get("/api/v1/facts", limit=1, after=first["next"]).json
    kinds = {first["items"][0]["kind"], second["items"][0]["kind"]}
    assert (kinds, second["next"]) == ({"take", "optional_use"}, None)
    for other in (cast.ben, cast.otto):
        assert Program(app, other).get("/api/v1/facts").json["items"] == []


def test_a_take_whose_retake_came_in_is_not_expected_beside_it(cast, day):
    booking_id, takes = day
    decide_take(takes[0], again(), actor=cast.ben.actor)
    assert "Take 1" in worth(booking_id, cast.omar)[1]
    _complete(cast, begun(cast, booking_id))
    waiting = worth(booking_id, cast.omar)[1]
    assert {label for label in waiting if label.startswith("Take")} == {"Take 2", "Take 3"}
