"""Promises out of a budget: never more than is there, whoever comes at once."""

import threading
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from marketplace.budgets import steps
from marketplace.budgets.errors import BudgetNotFound, BudgetTooSmall, NotSoMuchIsFree
from marketplace.budgets.models import Budget
from tests.cast import NORTHLAB
from tests.marketplace.market import money

ORDER = UUID(int=77)
pytestmark = pytest.mark.usefixtures("each_connection", "session")


def budget(amount: int = 10_000) -> None:
    with transaction() as session:
        steps.open_budget(session, ORDER, NORTHLAB, "EUR")
        steps.confirm(session, ORDER, money(amount), cause="first", actor=SYSTEM)


def promise(amount: int, cause: UUID) -> None:
    with transaction() as session:
        steps.commit(session, ORDER, money(amount), kind="offer", cause_id=cause)


def test_what_is_promised_is_not_free_any_more():
    budget()
    promise(4_000, uuid4())
    assert kept().free == money(6_000)


def test_more_than_is_free_is_refused_and_promises_nothing():
    budget()
    with pytest.raises(BudgetTooSmall, match=r"€100\.01 out of the budget, and €100\.00 are free"):
        promise(10_001, uuid4())
    assert kept().committed == money(0)


def test_promising_again_for_the_same_changes_the_sum_and_never_doubles_it():
    budget()
    cause = uuid4()
    promise(8_000, cause)
    promise(9_000, cause)
    promise(3_000, cause)
    assert kept().committed == money(3_000)


def test_what_is_released_is_free_again_and_twice_is_harmless():
    budget()
    cause = uuid4()
    promise(8_000, cause)
    for _ in range(2):
        with transaction() as session:
            steps.release(session, ORDER, kind="offer", cause_id=cause)
    assert kept().free == money(10_000)


def test_of_one_cause_only_the_first_confirmation_counts():
    budget()
    with transaction() as session:
        assert not steps.confirm(session, ORDER, money(5_000), cause="first", actor=SYSTEM)
    assert kept().confirmed == money(10_000)


def test_what_is_promised_is_not_given_back():
    budget()
    promise(8_000, uuid4())
    with transaction() as session, pytest.raises(NotSoMuchIsFree):
        steps.confirm(session, ORDER, money(-2_001), cause="refund", actor=SYSTEM)
    assert kept().confirmed == money(10_000)


def test_what_is_free_is_given_back():
    budget()
    promise(8_000, uuid4())
    with transaction() as session:
        steps.confirm(session, ORDER, money(-2_000), cause="refund", actor=SYSTEM)
    assert kept().free == money(0)


def test_for_an_order_without_a_budget_nothing_is_promised():
    with pytest.raises(BudgetNotFound):
        promise(1, uuid4())


def test_sixteen_at_once_are_promised_no_more_than_is_there(app: Flask):
    budget()
    outcomes: list[str] = []
    together = threading.Barrier(16)

    def one() -> None:
        with app.app_context():
            together.wait()
            try:
                promise(1_500, uuid4())
                outcomes.append("promised")
            except BudgetTooSmall:
                outcomes.append("refused")

    threads = [threading.Thread(target=one) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("promised") == 6
    assert kept().committed == money(9_000)


def kept() -> Budget:
    session: Session = db.session()
    session.expire_all()
    return steps.budget_of(session, ORDER)
