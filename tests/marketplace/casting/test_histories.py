"""Whatever people do, in any order: no part filled twice, nobody unanswered, money in bounds."""

import random
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from foundation import clock
from foundation.database import db, transaction
from foundation.errors import DomainError
from marketplace.budgets.models import Commitment
from marketplace.casting import answering, applying, closing, jobs, offering, seats
from marketplace.casting.models import (
    Application,
    ApplicationState,
    DeclineReason,
    Engagement,
    Offer,
    OfferState,
    Seat,
)
from marketplace.casting.moving import OWED
from marketplace.gigs.models import Gig
from tests.cast import Person
from tests.marketplace.casting.running import run
from tests.marketplace.casting.scene import (
    AS_POSTED,
    MORE,
    budget,
    crowd,
    drafted,
    opened,
    refuse,
    sign,
)

pytestmark = pytest.mark.usefixtures("session")
PARTS = ("rosa", "lena")
JOBS = (jobs.expire_offers, jobs.lapse_papers, jobs.escalate, jobs.close_unanswered)
LENGTH = 30


class History:
    """People who act at random; what is refused is refused, and nothing else may happen."""

    def __init__(self, cast, seed: int) -> None:
        self.luck = random.Random(seed)
        self.ben: Person = cast.ben
        self.gig = opened(cast, more=3_000_000)
        self.people = crowd(5)
        self.person = {each.id: each for each in self.people}

    def go(self) -> None:
        for _ in range(LENGTH):
            act = self.luck.choice(self.acts())
            try:
                act()
            except DomainError:
                db.session.rollback()
            holds(self.gig)

    def acts(self) -> list[Callable[[], object]]:
        return [
            self.apply,
            self.apply,
            self.withdraw,
            self.offer,
            self.offer,
            self.offer,
            self.counter,
            self.decline,
            self.take_back_offer,
            self.sign,
            self.sign,
            self.refuse,
            self.answer,
            self.undo,
            self.wait,
        ]

    def apply(self) -> None:
        who = self.luck.choice(self.people)
        made = drafted(self.gig, who, self.luck.choice(PARTS))
        applying.submit_application(made, actor=who.actor)

    def withdraw(self) -> None:
        found = self.one(Application)
        actor = self.person[found.performer_id].actor
        applying.withdraw_application(found.id, actor=actor)

    def offer(self) -> None:
        proposed = self.luck.choice((AS_POSTED, MORE))
        offering.make_offer(self.one(Application).id, proposed, actor=self.ben.actor)

    def counter(self) -> None:
        found = self.one(Offer)
        actor = self.person[found.performer_id].actor
        offering.counter_offer(found.id, MORE, actor=actor)

    def decline(self) -> None:
        found = self.one(Offer)
        actor = self.person[found.performer_id].actor
        offering.decline_offer(found.id, DeclineReason.TIME, actor=actor)

    def take_back_offer(self) -> None:
        offering.withdraw_offer(self.one(Offer).id, actor=self.ben.actor)

    def sign(self) -> None:
        found = self.one(Offer)
        if found.offered_by == self.ben.id:
            sign(found.id, self.person[found.performer_id])

    def refuse(self) -> None:
        found = self.one(Offer)
        if found.offered_by == self.ben.id:
            refuse(found.id, self.person[found.performer_id])

    def answer(self) -> None:
        state = self.luck.choice(answering.ANSWERS)
        chosen = [self.one(Application).id]
        answering.answer_applications(self.gig, chosen, state, actor=self.ben.actor)

    def undo(self) -> None:
        answering.undo_move(self.gig, actor=self.ben.actor)

    def wait(self) -> None:
        clock.move(timedelta(days=self.luck.choice((1, 2, 6))))
        for job in JOBS:
            run(job)

    def one(self, kind):
        session = db.session()
        session.rollback()
        wanted = select(kind).where(kind.gig_id == self.gig).order_by(kind.made_at, kind.id)
        found = list(session.scalars(wanted))
        if not found:
            raise DomainError
        return self.luck.choice(found)


def holds(gig: UUID) -> None:
    """The oracle, by rows alone."""
    session = db.session()
    session.rollback()
    session.expire_all()
    money = budget(gig)
    assert 0 <= money.committed_minor <= money.confirmed_minor
    total = session.scalar(
        select(func.sum(Commitment.amount_minor)).where(Commitment.budget_id == money.id)
    )
    assert money.committed_minor == (total or 0)
    promised = {row.cause_id for row in session.scalars(select(Commitment)) if row.amount_minor > 0}
    live = {
        row.id
        for row in session.scalars(select(Offer).where(Offer.gig_id == gig))
        if row.state is OfferState.ACCEPTED
        or (row.state is OfferState.OPEN and row.offered_by != row.performer_id)
    }
    assert promised == live
    engaged = list(session.scalars(select(Engagement).where(Engagement.gig_id == gig)))
    for part in PARTS:
        assert sum(each.part_key == part for each in engaged) <= 1
    assert len(engaged) == session.scalar(select(func.count()).select_from(Seat))
    of = Application
    for each in session.scalars(select(of).where(of.gig_id == gig)):
        assert (each.answer_due_at is not None) == (each.state in OWED), each.state


def everybody_is_answered(gig: UUID, actor) -> None:
    with transaction() as session:
        closing.answer_everybody(session, session.get_one(Gig, gig), actor)
    holds(gig)
    session = db.session()
    of = Application
    left = set(session.scalars(select(of.state).where(of.gig_id == gig)))
    assert not left & {*OWED, ApplicationState.OFFERED}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_promises_of_casting_hold(seed, cast):
    history = History(cast, seed)
    history.go()
    everybody_is_answered(history.gig, history.ben.actor)


@pytest.mark.proof
@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("seed", range(100, 140))
def test_forty_longer_histories_on_each_database(seed, cast):
    history = History(cast, seed)
    for _ in range(3):
        history.go()
    everybody_is_answered(history.gig, history.ben.actor)


def test_a_part_that_is_filled_twice_would_be_found(cast, monkeypatch):
    """The planted fault: a seat more than there is."""
    history = History(cast, 1)
    numbers = iter(range(1, 100))
    monkeypatch.setattr(seats, "free", lambda *_: [next(numbers)])
    made = []
    for who in history.people[:2]:
        application = drafted(history.gig, who)
        applying.submit_application(application, actor=who.actor)
        made.append(offering.make_offer(application, AS_POSTED, actor=history.ben.actor))
    for offer, who in zip(made, history.people, strict=False):
        sign(offer, who)
    with pytest.raises(AssertionError):
        holds(history.gig)
