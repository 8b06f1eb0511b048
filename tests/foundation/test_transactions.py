"""One action, one transaction: all of it or nothing."""

import pytest
from sqlalchemy import func, select

from foundation.database import commit_together, db, refuse_inside_transaction, transaction
from foundation.following import once_kept
from foundation.jobs.models import JobLease
from tests.cast import START


def lease(name: str) -> JobLease:
    return JobLease(job=name, held_until=START, next_due_at=START)


def kept() -> int:
    return db.session().scalar(select(func.count()).select_from(JobLease)) or 0


def test_what_fails_halfway_leaves_nothing(app):
    with pytest.raises(ZeroDivisionError), transaction() as session:
        session.add(lease("a"))
        session.flush()
        raise ZeroDivisionError
    assert kept() == 0


def test_an_action_inside_an_action_is_refused(app):
    with pytest.raises(RuntimeError, match="another action"), transaction(), transaction():
        pass


def test_a_read_before_the_action_does_not_lock_it_out(app):
    assert kept() == 0
    with transaction() as session:
        session.add(lease("a"))
    assert kept() == 1


def test_the_edge_keeps_its_own_row_with_the_change_or_neither(app):
    with pytest.raises(ZeroDivisionError), commit_together():
        with transaction() as session:
            session.add(lease("a"))
        raise ZeroDivisionError
    assert kept() == 0


def test_no_network_inside_a_transaction(app):
    refuse_inside_transaction()
    with pytest.raises(RuntimeError, match="no network"), transaction():
        refuse_inside_transaction()


def test_what_follows_comes_after_the_commit_and_once(app):
    seen = []

    def look() -> None:
        refuse_inside_transaction()
        seen.append(kept())

    with transaction() as session:
        session.add(lease("a"))
        once_kept(session, look)
        once_kept(session, look)
        assert seen == []
    assert seen == [1]
    with transaction():
        pass
    assert seen == [1]


def test_what_follows_waits_for_the_edge(app):
    seen = []
    with commit_together():
        with transaction() as session:
            once_kept(session, lambda: seen.append(1))
        assert seen == []
    assert seen == [1]


def test_what_is_undone_is_followed_by_nothing(app):
    seen = []
    for around in (transaction, commit_together):
        with pytest.raises(ZeroDivisionError), around() as session:
            once_kept(session, lambda: seen.append(1))
            raise ZeroDivisionError
        with around():
            pass
    assert seen == []
