"""One, many, a query, looking back, a plain definition and the ledger: all decide alike."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select, update

from consent.decisions.deciding import decide
from consent.grants.models import NEVER, Grant, Right, State
from foundation import clock
from foundation.database import db, transaction
from tests.cast import START
from tests.consent.decisions.histories import Life, Told, lives, purpose
from tests.consent.decisions.oracles import by_replay, naively
from tests.consent.grants.granted import TO_REVIEW, allowing, given

pytestmark = pytest.mark.usefixtures("each_database", "app")
HISTORIES, QUESTIONS = 12, 6


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(each, marks=pytest.mark.proof) for each in range(2, 12))]
)
def test_everything_that_decides_decides_alike(seed):
    random = Random(seed)
    seen = [_agree(random) for _ in range(HISTORIES)]
    answers = [answer for some in seen for answer in some]
    assert {True, False} == set(answers)


def _agree(random: Random) -> list[bool]:
    clock.hold(START)
    found = lives(random)
    return [answer for _ in range(QUESTIONS) for answer in _asked(random, found)]


def _asked(random: Random, found) -> tuple[bool, bool, bool]:
    recording, asked, now = found[0].grant.recording_id, purpose(random), clock.now()
    ahead = now.date() + timedelta(days=random.choice((0, 0, 1, 7)))
    today = naively(found, asked, ahead, now)
    assert by_replay(found, asked, ahead, now) is today
    session, query = db.session(), select(Grant.recording_id).where(_is(recording))
    one = decide(session, recording, asked, ahead)
    many = decide(session, [recording], asked, ahead)
    assert one.permitted is many.permitted is one.permits(recording) is today
    assert one.refusals(recording) == many.refusals(recording)
    assert decide(session, query, asked, ahead).permitted is today
    assert decide(session, recording, asked, ahead, now).permitted is today
    known_at = now - timedelta(days=random.randint(0, 30), seconds=random.randint(0, 9))
    return today, _then(random, found, asked, known_at), _earlier(random, found, asked, now)


@pytest.mark.parametrize("change", [{"uses": 0}, {"state": State.WITHDRAWN}, {"ends_on": NEVER}])
def test_a_right_that_is_not_what_was_told_would_be_found(session, change):
    """Planted: somebody changed what decisions read, and told nobody."""
    life = Life(allowing(), clock.now().date())
    life.told = [Told(clock.now(), clock.now().date(), given(life.grant))]
    assert decide(session, life.grant.recording_id, TO_REVIEW).permitted
    with transaction() as writing:
        writing.execute(update(Right).values(**change))
    assert naively([life], TO_REVIEW, clock.now().date(), clock.now())
    assert not decide(session, life.grant.recording_id, TO_REVIEW).permitted


def _is(recording):
    return Grant.recording_id == recording


def _then(random, found, asked, known_at) -> bool:
    """As we knew it: about a day before, on or after what we knew."""
    recording = found[0].grant.recording_id
    on = known_at.date() + timedelta(days=random.randint(-9, 9))
    then = naively(found, asked, on, known_at)
    known = any(life.began_on <= known_at.date() for life in found)
    assert decide(db.session(), recording, asked, on, known_at).permitted is then
    if known and on >= known_at.date():
        assert by_replay(found, asked, on, known_at) is then
    return then


def _earlier(random, found, asked, now) -> bool:
    """By what we know now, about a day long past."""
    on = now.date() - timedelta(days=random.randint(1, 30))
    earlier = naively(found, asked, on, now)
    recording = found[0].grant.recording_id
    assert decide(db.session(), recording, asked, on).permitted is earlier
    return earlier
