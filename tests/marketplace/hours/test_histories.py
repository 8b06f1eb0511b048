"""Random histories of hours: whatever is tapped, corrected and disputed in whatever order, every
second is priced exactly once and nothing waits past its deadline."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation.clock import hold, now
from foundation.database import db
from foundation.errors import DomainError
from marketplace.hours import earning
from marketplace.hours.approving import agree_to_end, approve_hours
from marketplace.hours.correcting import answer_correction, correct_line
from marketplace.hours.disputing import dispute_line, settle_dispute
from marketplace.hours.models import Because, LineKind, Phase, Timesheet
from marketplace.hours.pressing import press
from marketplace.hours.standing import QUESTIONABLE
from marketplace.hours.worth import minutes_of
from tests.marketplace.bookings.booked import CALL
from tests.marketplace.hours.owed import broken_hours
from tests.marketplace.hours.worked import later, over
from tests.marketplace.takes.played import met, signed_sisters

pytestmark = pytest.mark.usefixtures("session")
ACTS = 25
LONGEST = timedelta(days=7 + 7 + 7 + 1)
"""To approve, to answer a last correction, five working days for compliance, and a job's turn."""


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_every_second_is_priced_once_and_nothing_waits_for_ever(cast, seed):
    _History(cast, seed).run()
    assert broken_hours() == []


def test_a_minute_too_many_would_be_found(cast, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(earning, "minutes_of", lambda seconds: minutes_of(seconds) + 1)
    over(cast)
    later(days=8)
    assert "a decision is not what its line says" in broken_hours()


class _History:
    def __init__(self, cast, seed):
        self.cast, self.chance = cast, random.Random(seed)
        self.booking_id = met(cast, signed_sisters(cast))

    def run(self):
        for _ in range(self.chance.randrange(7)):
            hold(now() + timedelta(seconds=self.chance.randrange(1, 4000)))
            self._try(
                lambda: press(self.booking_id, self.chance.choice(list(Phase)), actor=self._who())
            )
        hold(max(now(), CALL + timedelta(hours=5)))
        later(minutes=15)
        acts = (self._approve, self._correct, self._answer, self._dispute, self._settle, self._wait)
        for _ in range(ACTS):
            self._try(self.chance.choice(acts))
        # Each job's turn comes, and then all is said and done.
        for _ in range(3):
            later(days=LONGEST.days // 2)

    def _try(self, act):
        try:
            act()
        except DomainError:
            db.session.rollback()  # Refused is an answer too.

    def _who(self):
        cast = self.cast
        return self.chance.choice([cast.omar, cast.mira, cast.ben, cast.ada]).actor

    def _sheet(self):
        return self.chance.choice(_sheets()).id

    def _approve(self):
        sheet, who = self._sheet(), self._who()
        self._try(lambda: agree_to_end(sheet, actor=who))
        some = self.chance.sample(list(LineKind), self.chance.randrange(3))
        approve_hours(sheet, some, actor=self._who())

    def _correct(self):
        seconds = self.chance.randrange(20_000)
        kind = self.chance.choice(QUESTIONABLE)
        correct_line(self._sheet(), kind, seconds, Because.OTHER, actor=self._who())

    def _answer(self):
        kind, agreed = self.chance.choice(QUESTIONABLE), self.chance.random() < 0.6
        answer_correction(self._sheet(), kind, agreed, actor=self._who())

    def _dispute(self):
        dispute_line(self._sheet(), self.chance.choice(QUESTIONABLE), "No.", actor=self._who())

    def _settle(self):
        kind, seconds = self.chance.choice(QUESTIONABLE), self.chance.randrange(20_000)
        settle_dispute(self._sheet(), kind, seconds, actor=self.cast.cora.actor)

    def _wait(self):
        later(minutes=self.chance.choice([10, 300, 2000]))


def _sheets():
    session = db.session()
    session.rollback()
    found = session.scalars(select(Timesheet).order_by(Timesheet.made_at, Timesheet.id)).all()
    session.expunge_all()
    session.rollback()
    return found
