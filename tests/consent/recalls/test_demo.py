"""The demo shows a client with recalls in every state; a second start adds nothing."""

import pytest
from sqlalchemy import func, select

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
    recalls = db.session().scalars(select(Recall).where(Recall.client_id == NORTHLAB)).all()
    waiting = [each for each in recalls if each.attested_at is None]
    assert sum(each.is_late for each in waiting) == 1
    assert len(waiting) >= 3
    assert len(recalls) - len(waiting) == 1
    before = count(Recall), count(MediaFile)
    db.session.rollback()
    demo.load(settings(), DemoSize(performers=0, recordings=0, seed=1))
    assert (count(Recall), count(MediaFile)) == before
