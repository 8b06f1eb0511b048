"""What is not in doubt is permitted, and most are not: else nothing would be won by looking."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import false, update

from consent.decisions import doubting
from consent.decisions.deciding import decide
from consent.decisions.doubting import in_doubt
from consent.grants.models import NEVER, Right, State
from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from tests.cast import START
from tests.consent.decisions.histories import lives, purpose
from tests.consent.grants.granted import (
    ENDS_ON,
    LIMITS,
    TO_EVALUATE,
    TO_REVIEW,
    allowing,
    suspended,
    tell,
)

pytestmark = pytest.mark.usefixtures("each_database", "app")
DAY = timedelta(days=1)


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.proof)])
def test_whatever_became_of_it_what_is_refused_was_in_doubt(seed):
    random, sure = Random(seed), 0
    for _ in range(40):
        clock.hold(START)
        recording = lives(random)[0].grant.recording_id
        for _ in range(6):
            sure += not _is_doubtful_or_permitted(random, recording)
    assert sure


def _is_doubtful_or_permitted(random: Random, recording) -> bool:
    purposes = [purpose(random) for _ in range(random.choice((1, 1, 2)))]
    today = clock.now().date()
    days = today, today + DAY * random.choice((0, 0, 1, 7))
    doubtful = bool(in_doubt(db.session(), [recording], purposes, days))
    refused = [day for day in days for each in purposes if not _permits(recording, each, day)]
    assert doubtful or not refused
    return doubtful


def _permits(recording, asked, day) -> bool:
    return decide(db.session(), [recording], asked, day).permitted


def test_what_two_days_and_two_uses_allow_is_not_in_doubt(session):
    sure, other = allowing(), allowing(limits=replace(LIMITS, ends_on=ENDS_ON - DAY))
    asked = [sure.recording_id, other.recording_id]
    days = clock.now().date(), ENDS_ON
    (found,) = in_doubt(session, asked, [TO_EVALUATE, TO_REVIEW], days)
    assert found in (other.recording_id, other.recording_id.hex)


def test_of_a_day_that_is_over_all_are_in_doubt(session):
    recording = allowing().recording_id
    yesterday = clock.now().date() - DAY
    assert in_doubt(session, [recording], [TO_EVALUATE], [yesterday]) == {recording}


def changed(**values):
    def change(grant):
        with transaction() as session:
            session.execute(update(Right).where(Right.grant_id == grant.id).values(**values))

    return change


SPOILT = {
    "registered": None,
    "suspended": lambda grant: tell(grant, suspended(grant)),
    "state": changed(state=State.WITHDRAWN),
    "accepted": changed(accepted=False),
    "uses": changed(uses=1),
    "starts": changed(starts_on=ENDS_ON),
    "ends": changed(ends_on=NEVER),
}


@pytest.mark.parametrize("rule", SPOILT)
def test_without_a_rule_what_is_refused_would_pass_for_sure(session, rule, monkeypatch):
    """Planted: each of them forgotten."""
    recording = _spoilt(rule)
    today = clock.now().date()
    asked = session, [recording], [TO_EVALUATE], [today]
    assert not decide(session, [recording], TO_EVALUATE).permitted
    assert in_doubt(*asked)
    whole = doubting._against
    monkeypatch.setattr(doubting, "_against", lambda: {**whole(), rule: false()})
    monkeypatch.setattr(doubting, "_doubtful", doubting._doubtful.__wrapped__)
    assert not in_doubt(*asked)


def _spoilt(rule):
    if SPOILT[rule] is None:
        return new_id()
    grant = allowing()
    SPOILT[rule](grant)
    return grant.recording_id


def test_a_limit_that_one_of_the_purposes_leaves_is_in_doubt(session):
    limited = allowing(limits=replace(LIMITS, territories=("DE",)))
    asked = [replace(TO_EVALUATE, territory=each) for each in ("DE", "US")]
    today = clock.now().date()
    assert not in_doubt(session, [limited.recording_id], asked[:1], [today])
    assert in_doubt(session, [limited.recording_id], asked, [today])
