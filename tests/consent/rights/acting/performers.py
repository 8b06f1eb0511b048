"""What performers do with what they gave, and what their days do to it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import RecallCause, SuspensionCause, Use
from consent.recordings.judging import accept_take
from consent.recordings.registering import register_recordings
from consent.rights import ending_all, pausing, standing, withdrawing
from consent.rights.models import RenewalOffer
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.renewing import accept_renewal
from foundation import clock
from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.ids import new_id
from tests.consent.recordings.performed import USES, a_recording, signed
from tests.consent.rights.acting.account import Given
from tests.consent.rights.acting.doing import Doing

STRIKE = SuspensionCause.STRIKE


def _actor() -> Actor:
    return Actor(new_id(), "performer")


@dataclass
class Performers(Doing):
    performers: list[Actor] = field(default_factory=lambda: [_actor(), _actor()])
    papers: dict[tuple[int, UUID], Any] = field(default_factory=dict)

    def register(self, who: int, _which: int, number: int) -> None:
        client = self.clients[number % 2]
        papers = [self._paper(each, client) for each in ((who,) if number % 3 else (0, 1))]
        recording = a_recording(client)
        with transaction() as session:
            register_recordings(session, [(recording, papers)])
            if number % 4:
                accept_take(session, recording.take_id, role="client_producer")
                self.account.accepted.add(recording.id)
        ids = [each.id for each in self.performers]
        self.account.given[recording.id] = [
            Given(
                ids.index(paper.performer),
                client,
                paper.agreement,
                paper.limits.ends_on,
                set(USES),
            )
            for paper in papers
        ]

    def _paper(self, who: int, client: UUID) -> Any:
        today = clock.now().date()
        kept = self.papers.get((who, client))
        if kept is None or kept.limits.ends_on < today:
            ends_on = today + timedelta(days=30 + 40 * who)
            limits = Limits(ends_on=ends_on, starts_on=today, clients=(client,))
            kept = signed(self.performers[who].id, client, limits=limits)
            self.papers[who, client] = kept
        return kept

    def narrow(self, recording: UUID, mine: Given, number: int) -> None:
        use = (Use.EVALUATION, Use.GENERATIVE_TRAINING)[number % 2]
        sooner = clock.now().date() + timedelta(days=number)
        narrowing = Narrowing(stopped=frozenset((use,)), ends_on=sooner)
        expected = mine.lives and (use in mine.uses or sooner < mine.ends_on)
        self._own(expected, narrow_recording, mine, recording, narrowing)
        if expected:
            mine.uses -= {use}
            mine.ends_on = min(mine.ends_on, sooner)
            self.account.ask(recording, mine, RecallCause.NARROWED)

    def suspend(self, recording: UUID, mine: Given, number: int) -> None:
        until = None if number % 2 else clock.now().date() + timedelta(days=number)
        expected = mine.lives and until not in mine.pauses
        self._own(expected, pausing.suspend_recording, mine, recording, until=until)
        if expected:
            mine.pauses.append(until)

    def resume(self, recording: UUID, mine: Given, _number: int) -> None:
        expected = mine.lives and bool(mine.pauses)
        self._own(expected, pausing.resume_recording, mine, recording)
        if expected:
            mine.pauses.clear()

    def withdraw(self, recording: UUID, mine: Given, _number: int) -> None:
        self._own(mine.lives, withdrawing.withdraw_recording, mine, recording)
        self._ended(recording, mine, RecallCause.WITHDRAWN)

    def withdraw_all(self, who: int, _which: int, number: int) -> None:
        """For one client, or from everybody."""
        client = self.clients[number % 2] if number % 5 else None
        found = self._living(who, client)
        actor = self.performers[who]
        self._try(bool(found), ending_all.withdraw_all, client_id=client, actor=actor)
        for recording, mine in found:
            self._ended(recording, mine, RecallCause.WITHDRAWN)

    def strike(self, who: int, _which: int, _number: int) -> None:
        actor, strikes = self.performers[who], self.account.strikes
        if who in strikes:
            self._try(True, standing.lift_own_pause, strikes.pop(who), actor=actor)
        else:
            strikes[who] = self._try(True, standing.begin_own_pause, STRIKE, actor=actor)

    def renew(self, who: int, _which: int, _number: int) -> None:
        session, of, actor = db.session(), RenewalOffer, self.performers[who]
        mine = of.performer_id == actor.id, of.answer.is_(None)
        wanted = select(of.id, of.agreement_id, of.ends_on, of.renewed_until).where(*mine)
        found = session.execute(wanted).all()
        session.rollback()
        for offer, agreement, ends_on, until in found:
            meant = [
                each
                for _, each in self._living(who)
                if (each.agreement, each.ends_on) == (agreement, ends_on)
            ]
            expected = bool(meant) and ends_on >= clock.now().date()
            self._try(expected, accept_renewal, offer, actor=actor)
            for each in meant if expected else ():
                each.ends_on = until

    def _own(self, expected: bool, act: Any, mine: Given, *more: Any, **and_more: Any) -> None:
        self._try(expected, act, *more, **and_more, actor=self.performers[mine.performer])
