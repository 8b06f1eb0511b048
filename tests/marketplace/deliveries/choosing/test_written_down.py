"""What an accepted take comes to is the same, whether it was written down with its acceptance or
by the migration afterwards."""

import runpy
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import select, update

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from marketplace.takes import deciding, steps
from marketplace.takes.models import Take, TrackFile
from marketplace.takes.reviewing.actions import decide_take
from tests.marketplace.takes.checking.checked import ten_seconds
from tests.marketplace.takes.reviewing.opinions import good

pytestmark = pytest.mark.usefixtures("each_database")
(MIGRATION,) = (Path(__file__).parents[4] / "migrations" / "versions").glob("*_datasets.py")
SPANS = ((None, None), (1_000, 4_000), (6_000, 60_000))
WORTH = (10_000, 3_000, 4_000)


def come_to():
    db.session.rollback()
    columns = (Take.speakers, Take.accepted_ms, Take.overall)
    return [tuple(row) for row in db.session.execute(select(*columns).order_by(Take.id))]


def forget():
    with transaction() as session:
        session.execute(update(Take).values(speakers=None, accepted_ms=None, overall=None))


def write_down():
    with transaction() as session:
        context = MigrationContext.configure(session.connection())
        with Operations.context(context):
            runpy.run_path(str(MIGRATION))["_write_down"]()


@pytest.mark.parametrize(("span", "worth"), list(zip(SPANS, WORTH, strict=True)))
def test_a_take_that_somebody_accepted(cast, span, worth):
    take_id = ten_seconds(cast)
    decide_take(take_id, good(take_id, first_ms=span[0], last_ms=span[1]), actor=cast.ben.actor)
    before = come_to()
    assert [row[:2] for row in before] == [(2, worth)]
    forget()
    write_down()
    assert come_to() == before


def test_a_take_that_nobody_judged_or_measured(cast):
    take_id = ten_seconds(cast)
    with transaction() as session:
        session.execute(update(TrackFile).values(report=None))
        deciding.accept(session, steps.locked(session, take_id), actor=SYSTEM)
    assert come_to() == [(2, None, None)]
    forget()
    write_down()
    assert come_to() == [(2, None, None)]
