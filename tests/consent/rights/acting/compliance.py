"""What compliance and the jobs do to what performers gave."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from consent.grants.models import Grant
from consent.ledger.explaining.words import Ending, Flaw, RecallCause, SuspensionCause
from consent.licences import jobs as licence_jobs
from consent.rights import ending_all, jobs, standing
from consent.rights.invalidating import confirm_invalidation, propose_invalidation
from foundation import clock
from foundation.database import db
from tests.consent.licences.licensed import SECOND, WRITER
from tests.consent.licences.working import ran
from tests.consent.rights.acting.account import Given
from tests.consent.rights.acting.performers import Performers

BREACH = SuspensionCause.CLIENT_BREACH
ENDED = Ending.CLIENT_BREACH


@dataclass
class Compliance(Performers):
    def breach(self, who: int, _which: int, _number: int) -> None:
        """Over all that one client was given; or that is over."""
        client, breaches = self.clients[who], self.account.breaches
        if client in breaches:
            self._try(True, standing.lift_pause_for_cause, breaches.pop(client), actor=WRITER)
        else:
            begin = standing.begin_pause_for_cause
            breaches[client] = self._try(True, begin, BREACH, client_id=client, actor=WRITER)

    def terminate(self, who: int, _which: int, number: int) -> None:
        client, performer = self.clients[number % 2], self.performers[who].id
        found = self._living(who, client)
        of = {"client_id": client, "performer_id": performer, "actor": WRITER}
        self._try(bool(found), ending_all.terminate_all, ENDED, "It was sold on.", **of)
        for recording, mine in found:
            self._ended(recording, mine, RecallCause.TERMINATED)

    def invalidate(self, recording: UUID, mine: Given, _number: int) -> None:
        """Also what has ended already: what was asked for then is asked for again, for this."""
        if not mine.valid:
            return
        grant = self._grant(recording, mine)
        flaw = Flaw.WRONG_PERSON
        proposed = self._try(True, propose_invalidation, grant, flaw, "A twin.", actor=WRITER)
        self._try(False, confirm_invalidation, proposed, actor=WRITER)
        self._try(True, confirm_invalidation, proposed, actor=SECOND)
        mine.lives = mine.valid = False
        self.account.ask(recording, mine, RecallCause.INVALIDATED)

    def move(self, _who: int, _which: int, number: int) -> None:
        clock.move(timedelta(days=number, seconds=1))

    def jobs(self, _who: int, _which: int, _number: int) -> None:
        every = (jobs.offer_renewals, jobs.expire_grants, jobs.carry_on, licence_jobs.expire)
        for job in every:
            ran(job)
        today = clock.now().date()
        for who in (0, 1):
            for recording, mine in self._living(who):
                if mine.ends_on < today:
                    self._ended(recording, mine, RecallCause.EXPIRED)
        for client, (_, ends_on) in list(self.account.licences.items()):
            if ends_on < today:
                self._licence_over(client)
        self.done["jobs"] += 1

    def _licence_over(self, client: UUID) -> None:
        """Whom it named may be named again by the next."""
        self.account.licences.pop(client)
        self.account.recipients.pop(client, None)

    def _grant(self, recording: UUID, mine: Given) -> UUID:
        performer = self.performers[mine.performer].id
        of = Grant.recording_id == recording, Grant.performer_id == performer
        found = db.session().scalars(select(Grant.id).where(*of)).one()
        db.session.rollback()
        return found
