"""A random history, acted by people and jobs, beside the plainest account of what it means."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.recordings.judging import accept_take
from consent.recordings.registering import register_recordings
from consent.rights import ending_all, jobs, pausing, standing, withdrawing
from consent.rights.models import RenewalOffer
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.renewing import accept_renewal
from consent.terms.purpose import Purpose
from foundation import clock
from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.errors import DomainError
from foundation.ids import new_id
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.recordings.performed import USES, a_recording, signed
from tests.consent.rights.test_ends import run

CLIENTS = (NORTHLAB, RIVALLAB)
STRIKE = SuspensionCause.STRIKE


@dataclass
class Given:
    """One performer's consent for one recording."""

    performer: int
    client: UUID
    agreement: UUID
    ends_on: date
    uses: set[Use]
    lives: bool = True
    pauses: list[date | None] = field(default_factory=list)


@dataclass
class History:
    actors: list[Actor] = field(default_factory=lambda: [_actor(), _actor()])
    papers: dict[tuple[int, UUID], Any] = field(default_factory=dict)
    given: dict[UUID, list[Given]] = field(default_factory=dict)
    accepted: set[UUID] = field(default_factory=set)
    strikes: dict[int, UUID] = field(default_factory=dict)

    def may(self, recording: UUID, use: Use, client: UUID) -> bool:
        """Everybody in it allows it, today."""
        today = clock.now().date()
        return all(
            each.lives
            and each.ends_on >= today
            and each.client == client
            and use in each.uses
            and (recording in self.accepted or use is Use.REVIEW)
            and each.performer not in self.strikes
            and not any(until is None or until >= today for until in each.pauses)
            for each in self.given[recording]
        )

    def check(self) -> None:
        session = db.session()
        for recording in self.given:
            for use in (Use.REVIEW, Use.EVALUATION, Use.GENERATIVE_TRAINING):
                for client in CLIENTS:
                    asked = decide(session, recording, Purpose(client=client, use=use))
                    said = self.may(recording, use, client)
                    assert asked.permitted is said, (recording, use, client, self.given[recording])
        session.rollback()

    def step(self, kind: str, who: int, which: int, number: int) -> None:
        recordings = list(self.given)
        if kind in ("register", "strike", "withdraw_all", "move", "jobs", "renew"):
            getattr(self, kind)(who, number)
        elif recordings:
            recording = recordings[which % len(recordings)]
            mine = [each for each in self.given[recording] if each.performer == who]
            if mine:
                getattr(self, kind)(recording, mine[0], number)

    def register(self, who: int, number: int) -> None:
        client, recording = CLIENTS[number % 2], None
        performers = (who,) if number % 3 else (0, 1)
        papers = [self._paper(each, client) for each in performers]
        recording = a_recording(client)
        with transaction() as session:
            register_recordings(session, [(recording, papers)])
            if number % 4:
                accept_take(session, recording.take_id, role="client_producer")
                self.accepted.add(recording.id)
        self.given[recording.id] = [
            Given(each, client, paper.agreement, paper.limits.ends_on, set(USES))
            for each, paper in zip(performers, papers, strict=True)
        ]

    def _paper(self, who: int, client: UUID) -> Any:
        days = 30 + 40 * who
        ends_on = clock.now().date() + timedelta(days=days)
        kept = self.papers.get((who, client))
        if kept is None or kept.limits.ends_on < clock.now().date():
            limits = Limits(ends_on=ends_on, starts_on=clock.now().date(), clients=(client,))
            kept = signed(self.actors[who].id, client, limits=limits)
            self.papers[who, client] = kept
        return kept

    def narrow(self, recording: UUID, mine: Given, number: int) -> None:
        use = (Use.EVALUATION, Use.GENERATIVE_TRAINING)[number % 2]
        sooner = clock.now().date() + timedelta(days=number)
        narrowing = Narrowing(stopped=frozenset((use,)), ends_on=sooner)
        expected = mine.lives and (use in mine.uses or sooner < mine.ends_on)
        self._act(expected, narrow_recording, mine, recording, narrowing)
        if expected:
            mine.uses -= {use}
            mine.ends_on = min(mine.ends_on, sooner)

    def suspend(self, recording: UUID, mine: Given, number: int) -> None:
        today = clock.now().date()
        until = None if number % 2 else today + timedelta(days=number)
        expected = mine.lives and until not in mine.pauses
        self._act(expected, pausing.suspend_recording, mine, recording, until=until)
        if expected:
            mine.pauses.append(until)

    def resume(self, recording: UUID, mine: Given, _number: int) -> None:
        expected = mine.lives and bool(mine.pauses)
        self._act(expected, pausing.resume_recording, mine, recording)
        if expected:
            mine.pauses.clear()

    def withdraw(self, recording: UUID, mine: Given, _number: int) -> None:
        self._act(mine.lives, withdrawing.withdraw_recording, mine, recording)
        mine.lives = False

    def withdraw_all(self, who: int, number: int) -> None:
        client = CLIENTS[number % 2]
        every = [each for some in self.given.values() for each in some]
        found = [each for each in every if (each.performer, each.client) == (who, client)]
        living = [each for each in found if each.lives]
        if living:
            ending_all.withdraw_all(client_id=client, actor=self.actors[who])
        for each in living:
            each.lives = False

    def strike(self, who: int, _number: int) -> None:
        if who in self.strikes:
            standing.lift_own_pause(self.strikes.pop(who), actor=self.actors[who])
        else:
            self.strikes[who] = standing.begin_own_pause(STRIKE, actor=self.actors[who])

    def move(self, _who: int, number: int) -> None:
        clock.move(timedelta(days=number, seconds=1))

    def jobs(self, _who: int, _number: int) -> None:
        for job in (jobs.offer_renewals, jobs.expire_grants, jobs.carry_on):
            run(job)
        for each in (each for some in self.given.values() for each in some):
            each.lives = each.lives and each.ends_on >= clock.now().date()

    def renew(self, who: int, _number: int) -> None:
        today, actor = clock.now().date(), self.actors[who]
        session = db.session()
        mine = RenewalOffer.performer_id == actor.id, RenewalOffer.answer.is_(None)
        found = session.execute(
            select(RenewalOffer.id, RenewalOffer.agreement_id, RenewalOffer.ends_on).where(*mine)
        ).all()
        session.rollback()
        for offer, agreement, ends_on in found:
            meant = [
                each
                for some in self.given.values()
                for each in some
                if (each.agreement, each.ends_on, each.lives) == (agreement, ends_on, True)
            ]
            if meant and ends_on >= today:
                accept_renewal(offer, actor=actor)
                until = db.session().get_one(RenewalOffer, offer).renewed_until
                db.session.rollback()
                for each in meant:
                    each.ends_on = until

    def _act(self, expected: bool, act: Any, mine: Given, *more: Any, **and_more: Any) -> None:
        done = True
        try:
            act(*more, **and_more, actor=self.actors[mine.performer])
        except DomainError:
            done = False
        assert done is expected, (act.__name__, mine)


def _actor() -> Actor:
    return Actor(new_id(), "performer")
