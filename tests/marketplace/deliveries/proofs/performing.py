"""What performers do with what they allow, and whoever judges for or against them."""

from datetime import timedelta

from sqlalchemy import select

from consent.grants.models import Grant
from consent.ledger.explaining.words import Ending, Flaw, RecallCause, Use
from consent.licences.ending import terminate_licence
from consent.licences.recipients.actions import end_recipient
from consent.rights import jobs as right_jobs
from consent.rights.invalidating import confirm_invalidation, propose_invalidation
from consent.rights.models import RenewalOffer
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.pausing import resume_recording, suspend_recording
from consent.rights.renewing import accept_renewal
from consent.rights.withdrawing import withdraw_recording
from foundation import clock
from foundation.database import db
from marketplace.renewals import actions as renewals
from marketplace.renewals import jobs as renewal_jobs
from tests.cast import RIVALLAB
from tests.consent.licences.licensed import SECOND, WRITER
from tests.marketplace.deliveries.proofs.account import Given
from tests.marketplace.deliveries.proofs.doing import Doing
from tests.marketplace.renewals.ending import fund, keys


class Performers(Doing):
    def withdraw(self) -> None:
        """Of all that was given for it, or under one paper."""
        if given := self._living():
            self.withdraw_of(given, whole=self.dice.random() < 0.5)

    def withdraw_of(self, given: Given, *, whole: bool = True) -> None:
        paper = None if whole else given.paper
        actor = self._of(given).actor
        withdraw_recording(given.recording, agreement_id=paper, actor=actor)
        ended = [each for each in self._alive(given.recording) if paper in (None, each.paper)]
        for each in ended:
            each.lives = False
        for each in ended:
            self.account.call_back(each, RecallCause.WITHDRAWN)
        self.seen["ended"] += 1

    def narrow(self) -> None:
        given = self._one(
            each for each in self._lives() if any(one.uses for one in self._alive(each.recording))
        )
        if given:
            uses = {use for each in self._alive(given.recording) for use in each.uses}
            self.narrow_of(given, self._one(sorted(uses)))

    def narrow_of(self, given: Given, use: Use) -> None:
        alive = [each for each in self._alive(given.recording) if use in each.uses]
        narrowing = Narrowing(stopped=frozenset((use,)))
        narrow_recording(given.recording, narrowing, actor=self._of(given).actor)
        for each in alive:
            each.uses.discard(use)
        for each in alive:
            self.account.call_back(each, RecallCause.NARROWED)

    def pause(self) -> None:
        given = self._living()
        if given and not any(each.pauses for each in self._alive(given.recording)):
            until = self.dice.choice((None, clock.now().date() + timedelta(days=3)))
            suspend_recording(given.recording, until=until, actor=self._of(given).actor)
            for each in self._alive(given.recording):
                each.pauses.append(until)

    def resume(self) -> None:
        given = self._one(each for each in self._lives() if None in each.pauses)
        if given:
            resume_recording(given.recording, actor=self._of(given).actor)
            for each in self._alive(given.recording):
                each.pauses.clear()

    def invalidate(self) -> None:
        if given := self._living():
            session = db.session()
            of = Grant
            grant = session.scalars(
                select(of.id).where(
                    of.recording_id == given.recording, of.agreement_id == given.paper
                )
            ).one()
            session.rollback()
            found = propose_invalidation(grant, Flaw.WRONG_PERSON, "A twin.", actor=WRITER)
            confirm_invalidation(found, actor=SECOND)
            self.account.end(given, RecallCause.INVALIDATED)

    def mark(self) -> None:
        kept = self.dice.choice(self.world.takes)
        if self.account.marks.get(kept.recordings[0], 0) < 2:
            self.world.mark(kept)

    def copy(self) -> None:
        for kept in self.world.takes:
            self.world.copy(kept)

    def use_again(self) -> None:
        """The rival is allowed what all in a take still allow somebody."""
        kept = self.dice.choice(self.world.takes)
        clients = {each.client for each in self.account.given if each.recording in kept.recordings}
        if RIVALLAB not in clients and all(self._alive(each) for each in kept.recordings):
            self.world.again(kept, self.dice.choice((30, 200)))

    def renew(self) -> None:
        """What ends soon, as its client asks for it and pays."""
        for key in sorted(keys()):
            (order,) = renewals.ask_to_renew([key], actor=self.cast.ada.actor)
            fund(order)
        self._run(renewal_jobs.JOBS[1], right_jobs.JOBS[1])
        session, of = db.session(), RenewalOffer
        open_now = select(of).where(of.answer.is_(None), of.ends_on >= clock.now().date())
        offers = session.scalars(open_now.order_by(of.ends_on, of.agreement_id)).all()
        found = [(each.id, each.agreement_id, each.ends_on, each.renewed_until) for each in offers]
        session.rollback()
        for offer, paper, ends_on, until in found:
            mine = [e for e in self._lives() if (e.paper, e.ends_on) == (paper, ends_on)]
            if mine and self.dice.random() < 0.5:
                accept_renewal(offer, actor=self._of(mine[0]).actor)
                self.seen["renewed"] += 1
                for each in mine:
                    each.ends_on = until

    def end_supply(self) -> None:
        """From now on the partner gets nothing; what it has is still called back."""
        if self.account.recipients and self.account.had and self.dice.random() < 0.3:
            end_recipient(self.world.partner, actor=self.cast.ada.actor)
            self.account.recipients.clear()

    def end_licence(self) -> None:
        """Of the rival's: nothing that it was given leaves any more."""
        if RIVALLAB in self.account.licensed and self.dice.random() < 0.3:
            why = Ending.CLIENT_REQUEST, "They asked for it."
            terminate_licence(self.world.licences[RIVALLAB], *why, actor=WRITER)
            self.account.licensed.remove(RIVALLAB)
