"""Facts and what is collected from them, short to make in tests."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.money import Money
from marketplace.facts.models import Fact, FactKind
from payouts.earnings.collecting import collect
from payouts.earnings.models import Earning, EarningState
from payouts.journal.balances import all_balances, balance
from payouts.journal.chart import CHART, GROWS_BY_DEBIT, Account, Kind, Purpose, platform
from payouts.journal.posting import Line, post
from tests.cast import NORTHLAB

ORDER = UUID("00000000-0000-4000-8000-00000000cccc")


def fact(performer_id: UUID, minor: int, **more: Any) -> Fact:
    """Published now."""
    values: dict[str, Any] = {
        "kind": FactKind.TAKE.value,
        "cause_id": new_id(),
        "client_id": NORTHLAB,
        "order_id": ORDER,
        "engagement_id": None,
        "recording_id": None,
        "quantity": 1,
        "unit": "take",
        "rate_minor": minor,
        "currency": "EUR",
        "rule": "pay.take_minor",
        "decided_by": new_id(),
        "worked_on": now().date(),
        "completed_on": now().date(),
        "pay_by": date(2026, 3, 30),
        "label": "Take 1",
    }
    return Fact(performer_id=performer_id, amount_minor=minor, **(values | more))


def published(performer_id: UUID, *minors: int, **more: Any) -> list[UUID]:
    facts = [fact(performer_id, minor, **more) for minor in minors]
    with transaction() as session:
        session.add_all(facts)
        session.flush()
        return [each.id for each in facts]


def collected() -> int:
    with transaction() as session:
        return collect(session).many


def earned(performer_id: UUID, *minors: int, **more: Any) -> list[UUID]:
    """The ids of the earnings, in the order of the amounts."""
    facts = published(performer_id, *minors, **more)
    while collected():
        pass
    db.session.rollback()
    rows = db.session().scalars(select(Earning).where(Earning.fact_id.in_(facts))).all()
    found = {row.fact_id: row.id for row in rows}
    db.session.rollback()
    return [found[each] for each in facts]


def payable() -> list[Earning]:
    """What the next pay run may have, everybody's."""
    db.session.rollback()
    wanted = select(Earning).where(Earning.state == EarningState.PAYABLE).order_by(Earning.id)
    return list(db.session().scalars(wanted))


def of(earning_id: UUID) -> Earning:
    db.session.rollback()
    db.session().expire_all()
    return db.session().get_one(Earning, earning_id)


def funded(minor: int, order_id: UUID = ORDER, currency: str = "EUR") -> None:
    funds = Account(Kind.ORDER_FUNDS, order_id, currency)
    line = Line(
        platform(Kind.STRIPE_AVAILABLE, currency),
        funds,
        Money(minor, currency),
        Purpose.FUND,
        order_id,
    )
    with transaction() as session:
        post(session, f"fund {new_id()}", [line])


def holds(kind: Kind, owner: UUID, currency: str = "EUR") -> int:
    """What this account holds now."""
    db.session.rollback()
    return balance(db.session(), Account(kind, owner, currency)).posted.amount_minor


def difference() -> int:
    """Of debits and credits over all accounts: nothing, in a book that is right."""
    db.session.rollback()
    return sum(
        (1 if CHART[each.account.kind].family in GROWS_BY_DEBIT else -1) * each.posted.amount_minor
        for each in all_balances(db.session())
    )
