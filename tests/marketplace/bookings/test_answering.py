"""Asked, answered, confirmed: nobody is booked without a yes, and nobody twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foundation.clock import move
from foundation.database import db
from foundation.errors import NotFound
from marketplace.bookings import steps
from marketplace.bookings.answering import Why, accept_booking, decline_booking
from marketplace.bookings.errors import (
    NotEngaged,
    NothingToAnswer,
    NothingToBook,
    NotReady,
    NotTogether,
    OwnTimeIsTaken,
    TimeChanged,
    TimeIsTaken,
)
from marketplace.bookings.models import BookingState, PlaceState
from marketplace.bookings.proposing import propose_booking
from tests.databases.crowd import at_once
from tests.marketplace.bookings.booked import (
    ASKED,
    CALL,
    add_money,
    confirmed,
    place,
    proposed,
    run,
    sisters,
    state,
    taken,
)
from tests.marketplace.profiles.known import avoids, checked

pytestmark = pytest.mark.usefixtures("session")


def test_being_asked_books_nobody(cast):
    booking_id = proposed(cast, sisters(cast))
    assert (state(booking_id), taken(cast.omar)) == (BookingState.PROPOSED, 0)


def test_it_is_confirmed_when_everybody_said_yes(cast):
    booking_id = proposed(cast, sisters(cast))
    accept_booking(booking_id, CALL, actor=cast.omar.actor)
    assert (state(booking_id), taken(cast.omar)) == (BookingState.PROPOSED, 12)
    accept_booking(booking_id, CALL, actor=cast.mira.actor)
    assert state(booking_id) is BookingState.CONFIRMED


def test_saying_yes_to_a_time_that_was_changed_is_refused(cast):
    booking_id = proposed(cast, sisters(cast))
    with pytest.raises(TimeChanged):
        accept_booking(booking_id, CALL - timedelta(hours=1), actor=cast.omar.actor)


def test_saying_yes_twice_is_refused(cast):
    booking_id = proposed(cast, sisters(cast))
    accept_booking(booking_id, CALL, actor=cast.omar.actor)
    with pytest.raises(NothingToAnswer):
        accept_booking(booking_id, CALL, actor=cast.omar.actor)


def test_a_second_booking_at_the_same_time_is_refused_to_who_asks_and_to_who_answers(cast):
    gig = sisters(cast)
    add_money(gig.gig_id, 1_000_00)
    early, also = proposed(cast, gig), proposed(cast, gig)
    accept_booking(early, CALL, actor=cast.omar.actor)
    with pytest.raises(OwnTimeIsTaken):
        accept_booking(also, CALL, actor=cast.omar.actor)
    with pytest.raises(TimeIsTaken, match="Omar"):
        proposed(cast, gig, replace(ASKED, starts_at=CALL + timedelta(minutes=170)))


def test_saying_no_gives_the_time_back(cast):
    booking_id = confirmed(cast, sisters(cast))
    decline_booking(booking_id, Why.ILL, actor=cast.omar.actor)
    assert (state(booking_id), taken(cast.omar)) == (BookingState.PROPOSED, 0)
    assert place(booking_id, cast.omar) is PlaceState.DECLINED


def test_only_those_who_arrange_for_this_client_ask(cast):
    gig = sisters(cast)
    for person in (cast.rolf, cast.omar, cast.vera, cast.fay):
        with pytest.raises(NothingToBook):
            propose_booking(gig.gig_id, gig.both, ASKED, actor=person.actor)
    assert propose_booking(gig.gig_id, [gig.rosa], ASKED, actor=cast.cleo.actor)


def test_whose_age_is_not_proven_cannot_be_booked(cast):
    gig = sisters(cast)
    move(timedelta(minutes=1))
    checked(cast.mira, adult=False)
    with pytest.raises(NotReady, match="Mira cannot be booked"):
        proposed(cast, gig)


def test_who_will_not_play_together_is_not_booked_together(cast):
    gig = sisters(cast)
    avoids(cast.mira, "Omar")
    with pytest.raises(NotTogether):
        proposed(cast, gig)


def test_who_is_not_in_it_cannot_answer(cast):
    gig = sisters(cast)
    booking_id = propose_booking(gig.gig_id, [gig.rosa], ASKED, actor=cast.ben.actor)
    with pytest.raises(NotFound):
        accept_booking(booking_id, CALL, actor=cast.mira.actor)


def test_who_is_engaged_elsewhere_cannot_be_asked(cast):
    gig = sisters(cast)
    with pytest.raises(NotEngaged):
        propose_booking(gig.gig_id, [gig.gig_id], ASKED, actor=cast.ben.actor)


def test_what_nobody_answered_expires_and_frees_who_had_agreed(cast):
    booking_id = proposed(cast, sisters(cast))
    accept_booking(booking_id, CALL, actor=cast.omar.actor)
    move(steps.ANSWERED_WITHIN)
    run("bookings.expire")
    assert (state(booking_id), taken(cast.omar)) == (BookingState.CANCELLED, 0)
    with pytest.raises(Exception, match="cancelled"):
        accept_booking(booking_id, CALL, actor=cast.mira.actor)


def test_of_sixteen_bookings_at_one_time_one_is_accepted(app, each_connection, cast):
    outcomes = _sixteen(app, cast)
    assert (
        sorted(type(each).__name__ for each in outcomes) == ["NoneType"] + ["OwnTimeIsTaken"] * 15
    )
    assert taken(cast.omar) == 12


def test_without_the_key_of_taken_time_more_than_one_would_be(
    app, each_connection, cast, monkeypatch
):
    monkeypatch.setattr(steps, "take_time", lambda *_: True)
    outcomes = _sixteen(app, cast)
    assert [each for each in outcomes if each is None] == [None] * 16


def _sixteen(app, cast):
    gig = sisters(cast)
    add_money(gig.gig_id, 20_000_00)
    ids = [propose_booking(gig.gig_id, [gig.rosa], ASKED, actor=cast.ben.actor) for _ in range(16)]
    db.session.remove()
    return at_once(app, 16, lambda n: accept_booking(ids[n], CALL, actor=cast.omar.actor))
