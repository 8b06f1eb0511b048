"""A fact is published once for each cause, and never changes."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from foundation import hooks
from foundation.database import db, transaction
from marketplace.facts import saying
from marketplace.facts.models import Fact, FactKind, FactKindRow
from marketplace.facts.steps import pay_by, publish
from tests.cast import NORTHLAB

pytestmark = pytest.mark.usefixtures("session")
CAUSE = UUID(int=5)


def fact(performer_id: UUID, kind: str = FactKind.AUDITION.value) -> Fact:
    return Fact(
        kind=kind,
        cause_id=CAUSE,
        performer_id=performer_id,
        client_id=NORTHLAB,
        order_id=uuid4(),
        engagement_id=None,
        recording_id=None,
        quantity=1,
        unit="audition",
        rate_minor=500,
        amount_minor=500,
        currency="EUR",
        rule="audition_minor",
        decided_by=uuid4(),
        worked_on=date(2026, 3, 2),
        completed_on=date(2026, 3, 2),
        pay_by=date(2026, 3, 16),
        label="Audition",
    )


def test_of_one_cause_only_the_first_counts(cast):
    with transaction() as session:
        first = publish(session, fact(cast.omar.id))
        again = publish(session, fact(cast.omar.id))
        assert again is first
    assert db.session().scalar(select(func.count()).select_from(Fact)) == 1


def test_a_kind_that_is_not_in_the_table_is_refused(cast):
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(fact(cast.omar.id, kind="tip"))


def test_every_kind_is_in_the_table():
    kept = set(db.session().scalars(select(FactKindRow.code)))
    assert kept == {kind.value for kind in FactKind}


def test_pay_is_due_as_agreed_and_never_later_than_thirty_days():
    assert pay_by(date(2026, 3, 2), 14) == date(2026, 3, 16)
    assert pay_by(date(2026, 3, 2), 60) == date(2026, 4, 1)


def test_a_person_finds_their_work_in_their_own_copy(cast):
    with transaction() as session:
        publish(session, fact(cast.omar.id))
    assert hooks.exports(db.session(), cast.omar.id)["work"][0]["what"] == "Audition"
    assert hooks.exports(db.session(), cast.mira.id)["work"] == []


@pytest.mark.parametrize("rule", ["royalty", "renewal"])
def test_what_no_engagement_prices_is_said_in_words(cast, rule):
    """Its label holds an order's number, which reads badly within a sentence."""
    again = fact(cast.omar.id)
    again.rule, again.label = rule, "Used again, RU-2026-00001"
    assert "ru-2026" not in saying.counted(again, "12.00").lower()
