"""Sixteen who submit, or who answer, at the same moment: one does it, and nothing is torn."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from foundation.actors import Actor
from foundation.database import db
from foundation.errors import Conflict
from foundation.ids import new_id
from marketplace.accounts.roles import POWERS, Role
from marketplace.budgets.models import Budget
from marketplace.requests import actions, reviewing
from marketplace.requests.models import RequestReview, RequestState, RequestVersion
from tests.databases.crowd import at_once
from tests.marketplace.requests.written import begun, covered, newest, request_of, sent

pytestmark = pytest.mark.usefixtures("each_database", "session")
MANY = 16
LOST = (Conflict, StaleDataError)
"""What the web edge answers with 409."""


def count(model):
    db.session.rollback()
    return db.session().scalar(select(func.count()).select_from(model))


def one_did_it(outcomes):
    failed = [each for each in outcomes if isinstance(each, Exception)]
    assert [each for each in failed if not isinstance(each, LOST)] == []
    return len(failed) == MANY - 1


def test_sixteen_submit_and_there_is_one_version(each_database, cast):
    covered(cast)
    request_id = begun(cast.ben)
    outcomes = at_once(
        each_database, MANY, lambda _: actions.submit_request(request_id, actor=cast.ben.actor)
    )
    assert one_did_it(outcomes)
    assert count(RequestVersion) == 1


def test_sixteen_answer_and_there_is_one_answer_and_one_budget(each_database, cast):
    request_id = sent(cast)
    version_id = newest(request_id)

    def answer(number):
        actor = Actor(new_id(), Role.COMPLIANCE, powers=POWERS[Role.COMPLIANCE])
        if number % 2:
            return reviewing.approve_request(request_id, version_id, actor=actor)
        notes = {"brief.title": "Say more."}
        return reviewing.return_request(request_id, version_id, notes, actor=actor)

    assert one_did_it(at_once(each_database, MANY, answer))
    assert count(RequestReview) == 1
    approved = request_of(request_id).state is RequestState.APPROVED
    assert count(Budget) == int(approved)
