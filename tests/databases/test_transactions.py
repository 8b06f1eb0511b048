"""What every database here must do alike: keep all or nothing, and let two at once agree."""

import pytest
from sqlalchemy import func, select, update

from foundation import audit
from foundation.database import commit_together, db, transaction
from foundation.jobs.models import JobLease
from foundation.statements import changed, insert_unless_there
from tests.cast import START
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection")
CROWD = 16


def lease(name: str) -> JobLease:
    return JobLease(job=name, held_until=START, next_due_at=START)


def kept() -> int:
    db.session.rollback()
    return db.session().scalar(select(func.count()).select_from(JobLease)) or 0


def fence(name: str) -> int:
    db.session.rollback()
    return db.session().scalars(select(JobLease.fence).where(JobLease.job == name)).one()


def test_what_fails_halfway_leaves_nothing(app):
    with pytest.raises(ZeroDivisionError), transaction() as session:
        session.add(lease("a"))
        session.flush()
        raise ZeroDivisionError
    assert kept() == 0


def test_the_edge_keeps_its_own_row_with_the_change_or_neither(app):
    with pytest.raises(ZeroDivisionError), commit_together():
        with transaction() as session:
            session.add(lease("a"))
        raise ZeroDivisionError
    assert kept() == 0
    with commit_together() as edge:
        with transaction() as session:
            session.add(lease("a"))
        edge.add(lease("b"))
    assert kept() == 2


def test_what_another_has_not_finished_is_not_seen(app):
    with transaction() as session:
        session.add(lease("a"))
        session.flush()
        assert at_once(app, 1, lambda _: kept()) == [0]
    assert kept() == 1


def test_counting_in_one_statement_loses_no_step(app):
    with transaction() as session:
        session.add(lease("a"))

    def step(_number: int) -> None:
        with transaction() as session:
            session.execute(update(JobLease).values(fence=JobLease.fence + 1))

    assert at_once(app, CROWD, step) == [None] * CROWD
    assert fence("a") == CROWD


def test_reading_under_a_lock_and_writing_loses_no_step(app):
    with transaction() as session:
        session.add(lease("a"))

    def step(_number: int) -> None:
        db.session().get(JobLease, "a")  # A page read it before.
        with transaction() as session:
            row = session.get_one(JobLease, "a", with_for_update=True, populate_existing=True)
            row.fence += 1

    assert at_once(app, CROWD, step) == [None] * CROWD
    assert fence("a") == CROWD


def test_a_conditional_update_lets_exactly_one_win(app):
    with transaction() as session:
        session.add(lease("a"))

    def take(_number: int) -> int:
        with transaction() as session:
            return changed(session, update(JobLease).where(JobLease.fence == 0).values(fence=1))

    assert sorted(at_once(app, CROWD, take)) == [0] * (CROWD - 1) + [1]


def test_inserting_unless_there_lets_exactly_one_in(app):
    def put(_number: int) -> bool:
        with transaction() as session:
            return insert_unless_there(
                session, JobLease, job="a", fence=0, held_until=START, next_due_at=START
            )

    assert sorted(at_once(app, CROWD, put)) == [False] * (CROWD - 1) + [True]
    assert kept() == 1


def test_a_thing_done_is_audited_and_a_thing_undone_is_not(app, cast):
    with transaction() as session:
        audit.record(session, cast.omar.actor, "test.done", cast.omar.id, how="well")
    with pytest.raises(ZeroDivisionError), transaction() as session:
        audit.record(session, cast.omar.actor, "test.undone", cast.omar.id)
        session.flush()
        raise ZeroDivisionError
    found = db.session().scalars(
        select(audit.AuditEvent).where(audit.AuditEvent.action.startswith("test."))
    )
    assert [(event.action, event.actor_id, event.details) for event in found] == [
        ("test.done", cast.omar.id, {"how": "well"})
    ]
