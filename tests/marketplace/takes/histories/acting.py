"""One random history: whatever two performers, their client, a reviewer and the clock do to the
takes of one booking, each act also told to the plain account if it was not refused."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from consent.rights.withdrawing import withdraw_recording
from foundation.clock import hold, now
from foundation.database import db, transaction
from foundation.errors import DomainError
from foundation.ids import new_id
from foundation.jobs import run_due
from marketplace.bookings import jobs as booking_jobs
from marketplace.hours import jobs as hour_jobs
from marketplace.hours.models import Phase
from marketplace.hours.pressing import press
from marketplace.takes.appeals import jobs as appeal_jobs
from marketplace.takes.appeals.actions import appeal_take, decide_appeal
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.arriving.beginning import begin_take, call_off_take
from marketplace.takes.arriving.stopping import stop_take
from marketplace.takes.checking.finishing import finish
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.misses import Miss, Missed
from marketplace.takes.checking.reports import Report
from marketplace.takes.codes import PAID, Code
from marketplace.takes.models import TrackFile
from marketplace.takes.reviewing import jobs as judging_jobs
from marketplace.takes.reviewing.actions import decide_take
from marketplace.takes.reviewing.delegating import delegate
from marketplace.takes.reviewing.retakes import price_of_retake
from tests.cast import Cast, Person
from tests.marketplace.bookings.booked import CALL
from tests.marketplace.market import BRIEF, PAY, content
from tests.marketplace.takes.histories.plain import BONUS, Plain, Played
from tests.marketplace.takes.played import met, sent, signed_sisters, take, track_of
from tests.marketplace.takes.reviewing.opinions import again, bad, good
from tests.marketplace.takes.reviewing.test_judging import request_of

JOBS = (*booking_jobs.JOBS, *hour_jobs.JOBS, *judging_jobs.JOBS, *appeal_jobs.JOBS)
EVENING, AFTERWARDS = 45, 20
"""How many acts while the booking is on, and when it is over."""
MOST_TAKES = 8


class History:
    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.chance = cast, random.Random(seed)
        included = self.chance.randrange(2)
        pay = replace(PAY, bonus_minor=BONUS, bonus_for="Tears.", included_retakes=included)
        said = content(brief=replace(BRIEF, takes=MOST_TAKES), pay=pay)
        gig = signed_sisters(cast, said=said)
        self.booking_id = met(cast, gig)
        self.players = {"omar": cast.omar, "mira": cast.mira}
        self.plain = Plain(tuple(self.players), included)
        self.ids: list[UUID] = []

    def run(self, after_each: Callable[[], None]) -> None:
        """What is still coming in is finished or stopped in the end, retakes perhaps too late: how
        long is waited for a track is another story."""
        hold(CALL)
        for _ in range(EVENING):
            self._try(self.chance.choice(self._acts_of_the_evening()))
            hold(now() + timedelta(minutes=self.chance.randrange(6)))
        after_each()
        self._later()
        self._finish_all(but_retakes=self.chance.random() < 0.6)
        self._later(hours=4)
        for _ in range(AFTERWARDS):
            acts = (self._judge, self._appeal, self._appeal, self._answer, self._withdraw)
            self._try(self.chance.choice(acts))
            if hours := self.chance.choice((0, 0, 0, 5, 30, 90)):
                self._later(hours=hours)
                after_each()
        self._later(days=8)
        self._finish_all()
        for _ in range(4):
            self._later(days=9)
            after_each()

    def _acts_of_the_evening(self) -> tuple[Callable[[], None], ...]:
        """What moves on comes oftener than what ends."""
        often = (self._begin, self._come_in, self._come_in, self._come_in, self._judge)
        return (*often, *often, *often, self._stop, self._call_off, self._withdraw, self._tap)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except DomainError:
            db.session.rollback()  # Refused is an answer too.

    def _later(self, **by: float) -> None:
        hold(now() + timedelta(**by))
        db.session.remove()
        run_due(JOBS, new_id(), even_if_not_due=True)

    def _one(self, fits: Callable[[Played], object] = bool) -> tuple[UUID, Played]:
        """Mostly one that this can be done to."""
        if not self.ids:
            self._begin()
        fitting = [each for each in self.plain.takes if fits(each) and not each.ended]
        if not fitting or self.chance.random() < 0.1:
            fitting = self.plain.takes
        found = self.chance.choice(fitting)
        return self.ids[found.number - 1], found

    def _player(self) -> tuple[str, Person]:
        return self.chance.choice(list(self.players.items()))

    def _begin(self) -> None:
        who = self.chance.choice((self.cast.ben, self.cast.omar, self.cast.mira, self.cast.rolf))
        self.ids.append(begin_take(self.booking_id, actor=who.actor))
        self.plain.begin()

    def _come_in(self) -> None:
        take_id, played = self._one(lambda each: not each.complete_at)
        missing = [each for each in self.players if each not in played.fit]
        name = self.chance.choice(missing or list(self.players))
        missed = self.chance.random() < 0.15
        self._send(take_id, played, name, self.players[name], missed=missed)

    def _send(
        self, take_id: UUID, played: Played, name: str, person: Person, *, missed: bool
    ) -> None:
        recording_id = sent(take_id, person)
        if self.chance.random() < 0.1:
            self._withdraw_of(played, name, recording_id)
        found = (Missed(Miss.UNREADABLE),) if missed else ()
        with transaction() as session:
            finish(session, recording_id, Report(Measured(), found))
        if not missed:
            self.plain.came(played, name, now())

    def _finish_all(self, *, but_retakes: bool = False) -> None:
        for played in self.plain.takes:
            later = but_retakes and played.follows
            if played.complete_at is None and not played.ended and not later:
                self._try(lambda one=played.number - 1: self._finish(one))

    def _finish(self, number: int) -> None:
        take_id, played = self.ids[number], self.plain.takes[number]
        if self.chance.random() < 0.3:
            stop_take(take_id, actor=self.cast.mira.actor)
            played.ended = "stopped"
            return
        for name in sorted(set(self.players) - played.fit):
            self._send(take_id, played, name, self.players[name], missed=False)

    def _stop(self) -> None:
        take_id, played = self._one()
        stop_take(take_id, actor=self.chance.choice((self.cast.omar, self.cast.ben)).actor)
        played.ended = "stopped"

    def _call_off(self) -> None:
        take_id, played = self._one()
        call_off_take(take_id, actor=self.cast.ben.actor)
        played.ended = "called_off"

    def _judge(self) -> None:
        take_id, played = self._one(lambda each: each.complete_at and not each.verdict)
        verdict = self.chance.choice(("accept", "retake", "retake", "reject", "reject"))
        who = self.chance.choice((self.cast.ben, self.cast.ada, self.cast.remy, self.cast.omar))
        if who is self.cast.remy:
            self._try(lambda: delegate(request_of(take_id), who.id, actor=self.cast.ben.actor))
        code, bonus = self.chance.choice((*Code, *PAID)), self.chance.random() < 0.4
        opinion = {
            "accept": lambda: good(take_id, bonus=bonus),
            "reject": lambda: bad(code),
            "retake": lambda: again(self._price(take_id)),
        }[verdict]()
        decide_take(take_id, opinion, actor=who.actor)
        played.verdict, played.judged_at = verdict, now()
        played.bonus, played.code = bonus and verdict == "accept", code.value

    def _price(self, take_id: UUID) -> int:
        price = price_of_retake(db.session(), take(take_id)).amount_minor
        db.session.rollback()
        return price

    def _appeal(self) -> None:
        take_id, played = self._one(lambda each: each.verdict == "reject" and not each.appealed_at)
        appeal_take(take_id, "No.", actor=self._player()[1].actor)
        played.appealed_at = now()

    def _answer(self) -> None:
        take_id, played = self._one(lambda each: each.appealed_at and not each.answer)
        outcome = self.chance.choice((AppealOutcome.UPHELD, AppealOutcome.OVERTURNED))
        decide_appeal(take_id, outcome, "So.", actor=self.cast.remy.actor)
        played.answer = outcome.value

    def _withdraw(self) -> None:
        take_id, played = self._one()
        name, person = self._player()
        track = track_of(take_id, person)
        session = db.session()
        wanted = select(TrackFile.recording_id).where(TrackFile.track_id == track.id)
        recordings = session.scalars(wanted.order_by(TrackFile.recording_id)).all()
        session.rollback()
        for recording_id in recordings:
            self._withdraw_of(played, name, recording_id)

    def _withdraw_of(self, played: Played, name: str, recording_id: UUID) -> None:
        withdraw_recording(recording_id, actor=self.players[name].actor)
        played.withdrawn.add(name)

    def _tap(self) -> None:
        phase = self.chance.choice([each for each in Phase if each is not Phase.END])
        press(self.booking_id, phase, actor=self._player()[1].actor)
