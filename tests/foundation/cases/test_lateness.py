"""Late answers are escalated once, and old words are erased, by jobs."""

import os
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import select

from foundation import clock, storage
from foundation.actors import Actor
from foundation.cases import actions as asking
from foundation.cases.desk import actions
from foundation.cases.jobs import JOBS
from foundation.cases.models import CaseAttachment, CaseOutcome
from foundation.cases.threads import Kept
from foundation.database import db
from foundation.ids import new_id
from foundation.jobs import leases, run_due
from foundation.notices.models import Notice
from foundation.web import settings
from tests.foundation.cases.asking import ask, case_of, texts, version_of

LATE = "Our answer is late. Those who oversee cases were told."


def run_jobs():
    run_due(JOBS, new_id(), even_if_not_due=True)
    db.session.rollback()


def told():
    rows = select(Notice.account_id).where(Notice.kind == "case.overdue")
    return sorted(db.session().scalars(rows))


def test_a_late_answer_is_told_once_to_owner_and_overseers(cast):
    case_id = ask(cast.omar)
    actions.take_case(case_id, actor=cast.remy.actor)
    run_jobs()
    assert told() == []
    clock.move(timedelta(days=2, seconds=1))
    for _ in range(2):
        run_jobs()
    assert told() == sorted([cast.admin.id, cast.remy.id])
    assert texts(case_id).count(LATE) == 1


def test_what_was_answered_in_time_is_not_late(cast):
    case_id = ask(cast.omar)
    actions.answer_case(case_id, version_of(case_id), "Here.", actor=cast.remy.actor)
    clock.move(timedelta(days=9))
    run_jobs()
    assert told() == []


def test_a_second_missed_deadline_is_told_again(cast):
    case_id = ask(cast.omar)
    clock.move(timedelta(days=3))
    run_jobs()
    actions.answer_case(case_id, version_of(case_id), "Sorry.", actor=cast.remy.actor)
    asking.write_more(case_id, "And?", actor=cast.omar.actor)
    clock.move(timedelta(days=7))
    run_jobs()
    assert texts(case_id).count(LATE) == 2


def test_who_oversees_is_not_told_about_their_own_question(cast):
    ask(cast.admin)
    clock.move(timedelta(days=3))
    run_jobs()
    assert told() == []


def test_an_overtaken_worker_escalates_nothing(cast):
    """The planted fault is in tests/databases/test_job_processes.py: without confirm it would."""
    case_id = ask(cast.omar)
    clock.move(timedelta(days=3))
    lost = leases.claim("cases.escalate", new_id(), timedelta(minutes=5))
    clock.move(leases.HELD_FOR + timedelta(seconds=1))
    leases.claim("cases.escalate", new_id(), timedelta(0), even_if_not_due=True)
    with pytest.raises(leases.LeaseLost):
        JOBS[0].run(lost)
    assert LATE not in texts(case_id)


def test_words_and_files_of_old_cases_are_erased_and_the_case_stays(cast):
    store = storage.of(settings())
    store.put("cases/old", BytesIO(b"old"))
    kept = Kept("a.txt", "text/plain", 3, "0" * 64, "cases/old")
    case_id, young = ask(cast.omar), ask(cast.mira)
    asking.write_more(case_id, "See file.", attached=[kept], actor=cast.omar.actor)
    for each in (case_id, young):
        if each == young:
            clock.move(timedelta(days=30))
        version = version_of(each)
        actions.close_case(
            each, version, "Bye.", outcome=CaseOutcome.RESOLVED, actor=cast.fay.actor
        )
    clock.move(timedelta(days=3 * 365 - 10))
    for _ in range(2):
        run_jobs()
    assert (set(texts(case_id)), case_of(case_id).subject) == ({""}, "")
    assert case_of(case_id).number == "C-2026-00001"
    assert case_of(young).subject != ""
    assert list(store.list("cases/old")) == []
    assert db.session().scalars(select(CaseAttachment)).all() == []


def file_of(case_or_none, key, *, hours):
    """A file in storage that old, and the row of it unless the process was killed before."""
    store = storage.of(settings())
    store.put(key, BytesIO(b"kept"))
    at = (clock.now() - timedelta(hours=hours)).timestamp()
    os.utime(settings().var / "storage" / key, (at, at))
    if case_or_none is not None:
        kept = Kept("a.txt", "text/plain", 4, "0" * 64, key)
        asking.write_more(case_or_none.id, "See.", attached=[kept], actor=case_or_none.actor)


@dataclass(frozen=True)
class Mine:
    id: UUID
    actor: Actor


def test_a_file_whose_message_never_came_is_swept_once_nobody_can_still_write_it(cast):
    mine = Mine(ask(cast.omar), cast.omar.actor)
    file_of(None, "cases/stray", hours=25)
    file_of(None, "cases/still-coming", hours=23)
    file_of(mine, "cases/said", hours=25)
    file_of(None, "takes/not-ours", hours=25)
    for _ in range(2):
        run_jobs()
    store = storage.of(settings())
    left = {stored.key for stored in store.list()} & {
        "cases/stray",
        "cases/still-coming",
        "cases/said",
        "takes/not-ours",
    }
    assert left == {"cases/still-coming", "cases/said", "takes/not-ours"}
