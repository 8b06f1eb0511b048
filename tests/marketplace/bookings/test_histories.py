"""Random histories of bookings: whatever is tried in whatever order, nobody is in two places at
once, everybody is paid once for each cause, and what is promised stays within the budget."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from sqlalchemy import select

from foundation.clock import hold, now
from foundation.database import db
from foundation.errors import DomainError
from marketplace.bookings import answering, attending, changing, rules, showing, steps, swapping
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState, TakenTime
from marketplace.bookings.proposing import propose_booking
from marketplace.bookings.times import quarters
from marketplace.budgets.models import Budget
from marketplace.facts.models import Fact
from tests.marketplace.bookings.booked import ASKED, CALL, add_money, run, sisters

pytestmark = pytest.mark.usefixtures("session")
JOBS = ("bookings.expire", "bookings.attend", "bookings.end", "bookings.remind")
ACTS = 40


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_nobody_is_booked_twice_and_nothing_is_paid_twice(cast, seed):
    _History(cast, seed).run()
    assert _broken() == []


def test_a_performer_whose_time_is_not_kept_would_be_found(cast, monkeypatch):
    monkeypatch.setattr(steps, "take_time", lambda *_: True)
    gig = sisters(cast)
    add_money(gig.gig_id, 500_000)
    for _ in range(2):
        booking_id = propose_booking(gig.gig_id, [gig.rosa], ASKED, actor=cast.ben.actor)
        answering.accept_booking(booking_id, CALL, actor=cast.omar.actor)
    assert "somebody is in two places" in _broken()


class _History:
    def __init__(self, cast, seed):
        self.cast, self.chance = cast, random.Random(seed)
        self.gig = sisters(cast)
        add_money(self.gig.gig_id, 2_000_000)
        hold(CALL - timedelta(days=6))

    def run(self):
        acts = (self._propose, self._accept, self._accept, self._accept, self._decline)
        more = (self._move, self._cancel, self._drop, self._check_in, self._wait, self._wait)
        for _ in range(ACTS):
            try:
                self.chance.choice(acts + more)()
            except DomainError:
                db.session.rollback()  # Refused is an answer too.

    def _propose(self):
        who = self.chance.choice([self.gig.both, [self.gig.rosa], [self.gig.lena]])
        propose_booking(self.gig.gig_id, who, self._some_time(), actor=self.cast.ben.actor)

    def _accept(self):
        booking = self._some()
        answering.accept_booking(booking.id, booking.starts_at, actor=self._performer())

    def _decline(self):
        answering.decline_booking(self._some().id, answering.Why.ILL, actor=self._performer())

    def _move(self):
        booking_id = self._some().id
        _, dues = self._prices(booking_id)
        changing.move_booking(booking_id, self._some_time(), dues, actor=self.cast.ben.actor)

    def _cancel(self):
        booking_id = self._some().id
        dues, _ = self._prices(booking_id)
        because = changing.Because.NOT_NEEDED
        changing.cancel_booking(booking_id, because, dues, actor=self.cast.ben.actor)

    def _drop(self):
        booking = self._some()
        out = self.chance.choice(self.gig.both)
        held = [each for each in steps.held(db.session(), booking) if each.engagement.id == out]
        price = changing.price(rules.due_for_cancelling(held, now()))
        db.session.rollback()
        swapping.swap_performer(booking.id, out, None, price, actor=self.cast.ben.actor)

    def _check_in(self):
        who = self.chance.choice([self.cast.omar, self.cast.mira, self.cast.ben]).actor
        attending.check_in(self._some().id, actor=who)

    def _wait(self):
        hold(now() + timedelta(minutes=self.chance.choice([10, 45, 240, 1500])))
        for name in JOBS:
            run(name)

    def _some_time(self):
        later = timedelta(
            minutes=15 * self.chance.randrange(1, 12), hours=self.chance.randrange(72)
        )
        return replace(ASKED, starts_at=now() + later, minutes=self.chance.choice([45, 180]))

    def _some(self):
        session = db.session()
        session.rollback()
        found = session.scalars(select(Booking).order_by(Booking.made_at, Booking.id)).all()
        if not found:
            raise DomainError
        booking = self.chance.choice(found)
        session.expunge(booking)
        session.rollback()
        return booking

    def _performer(self):
        return self.chance.choice([self.cast.omar, self.cast.mira]).actor

    def _prices(self, booking_id):
        session = db.session()
        both = showing.prices(session, session.get_one(Booking, booking_id))
        found = [changing.price(dues) for dues in both]
        session.rollback()
        return found


def _broken():
    """What must never be, in words."""
    session = db.session()
    session.rollback()
    rows = session.execute(select(Booking, Place).join(Place, Place.booking_id == Booking.id)).all()
    return [*_double(rows), *_unkept(session, rows), *_unanswered(rows), *_money(session)]


def _double(rows):
    holding = [
        (place.performer_id, booking)
        for booking, place in rows
        if booking.state is not BookingState.CANCELLED
        and place.state in (PlaceState.ACCEPTED, PlaceState.CHECKED_IN, PlaceState.NO_SHOW)
    ]
    for (who, one), (also, other) in combinations(holding, 2):
        if who == also and one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            yield "somebody is in two places"


def _unkept(session, rows):
    taken = {(row.performer_id, row.starts_at) for row in session.scalars(select(TakenTime))}
    said = {
        (place.performer_id, each)
        for booking, place in rows
        if booking.state is not BookingState.CANCELLED
        and place.state in (PlaceState.ACCEPTED, PlaceState.CHECKED_IN, PlaceState.NO_SHOW)
        for each in quarters(booking.starts_at, booking.ends_at)
    }
    if taken != said:
        yield "the time that is taken is not the time that was agreed to"


def _unanswered(rows):
    for booking, place in rows:
        if booking.state is BookingState.CONFIRMED and place.state is PlaceState.ASKED:
            yield "a booking is confirmed that somebody did not agree to"
        if booking.state is BookingState.PROPOSED and booking.answer_by is None:
            yield "somebody is asked with no end to it"


def _money(session):
    causes = Counter((fact.kind, fact.cause_id) for fact in session.scalars(select(Fact)))
    if any(count > 1 for count in causes.values()):
        yield "something is paid twice"
    budget = session.scalars(select(Budget)).one()
    if budget.committed_minor > budget.confirmed_minor:
        yield "more is promised than there is"
