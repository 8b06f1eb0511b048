"""Whatever happens to takes, in whatever order: each is paid exactly once for what it came to, the
moment it came to it, and nothing waits past its deadline."""

import pytest
from sqlalchemy import select

from consent.recordings.models import Judgement, Recording
from foundation.clock import now
from foundation.database import db
from marketplace.facts.models import Fact
from marketplace.takes import earning
from marketplace.takes.models import Take, TakeState, Track
from marketplace.takes.reviewing import jobs as judging_jobs
from tests.marketplace.hours.test_histories import broken_hours
from tests.marketplace.takes.histories.acting import History
from tests.marketplace.takes.histories.plain import Owed

pytestmark = pytest.mark.usefixtures("session")
OF_TAKES = ("take", "retake", "stop", "bonus", "optional_use")
JUDGED = {
    TakeState.ACCEPTED: Judgement.ACCEPTED,
    TakeState.REJECTED: Judgement.REJECTED,
    TakeState.STOPPED: Judgement.REJECTED,
    TakeState.RETAKE: Judgement.REJECTED,
    TakeState.CALLED_OFF: Judgement.REJECTED,
}


@pytest.mark.parametrize("seed", range(2))
def test_every_cause_is_priced_once_and_nothing_waits(cast, seed):
    assert _broken(cast, seed) == []


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 160))
def test_sixty_longer_histories_say_the_same(cast, seed):
    assert _broken(cast, seed) == []


def test_a_stop_that_costs_somebody_their_pay_would_be_found(cast, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(earning, "pay_stopped", lambda *_, **__: None)
    assert any("is not paid" in each for each in _broken(cast, 0))


def test_what_is_never_accepted_by_itself_would_be_found(cast, monkeypatch):
    """The planted fault: the job never finds one that is due."""
    monkeypatch.setattr(judging_jobs, "_is_due", lambda *_: False)
    assert _broken(cast, 1)


def _broken(cast, seed):
    history, found = History(cast, seed), []

    def look():
        if not found:
            found.extend(_unpaid(history))

    history.run(look)
    return found + list(_left_over(history)) + broken_hours()


def _unpaid(history):
    """Now, exactly."""
    must, may = history.plain.owed(now())
    paid = _paid()
    names = {person.id: name for name, person in history.players.items()}
    is_paid: Owed = Owed()
    for (kind, who, amount, number), count in paid.items():
        is_paid[kind, names[who], amount, number] += count
    for each in sorted((must - is_paid).elements(), key=str):
        yield f"{each} is not paid at {now()}"
    for each in sorted((is_paid - must - may).elements(), key=str):
        yield f"{each} is paid at {now()}, for nothing"


def _paid():
    session = db.session()
    session.rollback()
    numbers = dict(
        session.execute(select(Track.id, Take.number).join(Take, Take.id == Track.take_id)).all()
    )
    rows = session.scalars(select(Fact).where(Fact.kind.in_(OF_TAKES)))
    found = Owed()
    for row in rows:
        found[row.kind, row.performer_id, row.amount_minor, numbers.get(row.cause_id)] += 1
    return found


def _left_over(history):
    session = db.session()
    for take in session.scalars(select(Take)).all():
        waits = take.state in (TakeState.COMING_IN, TakeState.TO_JUDGE, TakeState.APPEALED)
        if waits or take.judge_by is not None:
            yield f"take {take.number} still waits as {take.state}"
        if not waits:
            yield from _judged_otherwise(session, take)


def _judged_otherwise(session, take):
    """What was replaced is let go, however its take was judged."""
    last = session.scalars(select(Track.recording_id).where(Track.take_id == take.id)).all()
    for each in session.scalars(select(Recording).where(Recording.take_id == take.id)):
        if each.judged is not (JUDGED[take.state] if each.id in last else Judgement.REJECTED):
            yield f"take {take.number} is {take.state}, a recording of it is {each.judged}"
