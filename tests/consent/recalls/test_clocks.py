"""Recalls go out at once and come back, until somebody answers or compliance takes over."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Attestation
from consent.recalls.answering import attest_recall
from consent.recalls.jobs import JOBS
from foundation import clock
from foundation.cases.models import Case
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.notices.models import Notice
from foundation.webhooks.models import Endpoint, EventBody
from tests.cast import NORTHLAB
from tests.consent.holders.holding import FILE, held
from tests.consent.recalls.ending import recalls, withdraw
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")


def recalled(person, count=1):
    grants = recorded(person.id, count=count)
    held(*grants, client=NORTHLAB)
    for grant in grants:
        withdraw(grant)
    return grants


def run() -> None:
    run_due(JOBS, new_id(), even_if_not_due=True)
    db.session.rollback()


def told(person, kind) -> list[str]:
    mine = select(Notice.text).where(Notice.account_id == person.id, Notice.kind == kind)
    return list(db.session().scalars(mine))


def cases() -> list[str]:
    return list(db.session().scalars(select(Case.subject)))


def test_those_who_answer_for_the_holder_are_told_at_once_and_nobody_else(cast):
    recalled(cast.omar)
    run()
    for person in (cast.ada, cast.ben):
        (text,) = told(person, "recall.opened")
        assert text.startswith("1 recording that you hold may no longer be used.")
    for person in (cast.vera, cast.rolf, cast.omar, cast.cora):
        assert told(person, "recall.opened") == []
    assert recalls()[0].notified_at == now()


def test_many_are_one_letter_and_a_second_run_sends_none(cast):
    recalled(cast.omar, count=12)
    run()
    run()
    (text,) = told(cast.ada, "recall.opened")
    assert text.startswith("12 recordings")


def test_machines_are_sent_each_with_its_hashes_and_nothing_about_the_performer(cast):
    with transaction() as session:
        session.add(
            Endpoint(owner_id=NORTHLAB, url="https://lab.example", note="", created_by=cast.ada.id)
        )
    recalled(cast.omar, count=2)
    run()
    bodies = [json.loads(text) for text in db.session().scalars(select(EventBody.text))]
    assert [each["type"] for each in bodies] == ["recall.opened"] * 2
    assert all(each["data"]["files"] == [FILE] for each in bodies)
    assert str(cast.omar.id) not in json.dumps(bodies)


def test_reminded_at_15_and_25_days_and_late_at_30_a_case_is_opened(cast):
    recalled(cast.omar, count=2)
    run()
    for days, reminders, overdue in ((14, 0, 0), (1, 1, 0), (9, 1, 0), (1, 2, 0), (4, 2, 0)):
        clock.move(timedelta(days=days))
        run()
        assert len(told(cast.ada, "recall.reminder")) == reminders
        assert len(told(cast.ada, "recall.overdue")) == overdue
    assert cases() == []
    clock.move(timedelta(days=1))
    run()
    run()
    assert len(told(cast.ada, "recall.overdue")) == 1
    assert cases() == ["Northlab did not answer 2 recalls in 30 days"]


def test_a_job_that_was_away_for_a_month_escalates_once(cast):
    recalled(cast.omar)
    clock.move(timedelta(days=40))
    run()
    run()
    assert told(cast.ada, "recall.reminder") == []
    assert cases() == ["Northlab did not answer one recall in 30 days"]


def test_answered_nobody_is_reminded(cast):
    recalled(cast.omar)
    run()
    attest_recall(recalls()[0].id, Attestation.DESTROYED, [FILE], actor=cast.ada.actor)
    clock.move(timedelta(days=40))
    run()
    assert told(cast.ada, "recall.reminder") == []
    assert cases() == []
    (text,) = told(cast.omar, "recall.answered")
    assert text.startswith("Northlab answered what became of a copy: Recording of ")
