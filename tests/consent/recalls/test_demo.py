"""The demo shows a client with recalls in every state; a second start adds nothing."""

import pytest
from sqlalchemy import func, select

from consent.licences.demo import LATE
from consent.media.models import MediaFile
from consent.recalls.demo import NORTHLAB
from consent.recalls.models import Recall
from foundation import demo
from foundation.database import db
from foundation.hooks import DemoSize
from foundation.web import settings


@pytest.fixture
def loaded(app):
    demo.load(settings(), DemoSize(performers=0, recordings=0, seed=1))
    db.session.rollback()


def count(model) -> int:
    return db.session().scalar(select(func.count()).select_from(model))


@pytest.mark.usefixtures("loaded")
def test_there_are_open_late_and_answered_recalls_and_a_second_start_adds_none():
    recalls = db.session().scalars(select(Recall)).all()
    theirs = [each for each in recalls if each.client_id == NORTHLAB]
    waiting = [each for each in theirs if each.attested_at is None]
    assert not any(each.is_late for each in waiting)
    assert len(waiting) >= 2
    assert len(theirs) - len(waiting) == 1
    [late] = [each for each in recalls if each.client_id != NORTHLAB]
    assert (late.client_id, late.is_late) == (LATE, True)
    before = count(Recall), count(MediaFile)
    db.session.rollback()
    demo.load(settings(), DemoSize(performers=0, recordings=0, seed=1))
    assert (count(Recall), count(MediaFile)) == before
