"""The demo has a dataset with two versions, and a second start adds nothing."""

import pytest
from sqlalchemy import select

from foundation.database import db
from foundation.hooks import DemoSize
from marketplace.deliveries.choosing import demo
from marketplace.deliveries.choosing.models import DatasetVersion
from tests.marketplace.takes.test_demo import _start as played

pytestmark = pytest.mark.usefixtures("session")


def test_a_dataset_has_two_versions_however_often_it_starts():
    demo.make(DemoSize(performers=0, recordings=0, seed=1))
    played()
    for _ in range(2):
        demo.make(DemoSize(performers=0, recordings=0, seed=1))
        db.session.rollback()
    saved = select(DatasetVersion.takes, DatasetVersion.length_ms).order_by(DatasetVersion.number)
    # Of the three, one was accepted in part: five and a half seconds of its eight.
    assert [tuple(row) for row in db.session.execute(saved)] == [(3, 21_500), (1, 8_000)]
