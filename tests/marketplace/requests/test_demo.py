"""The demo has requests in every state, and a second start adds nothing."""

import pytest
from sqlalchemy import select

from foundation import demo
from foundation.database import db
from foundation.web import settings
from marketplace.budgets.models import Budget
from marketplace.requests.models import RequestState, SceneRequest

pytestmark = pytest.mark.usefixtures("session")


def test_every_state_is_there_and_stays_as_it_is():
    demo.load(settings())
    found = db.session().scalars(select(SceneRequest.state)).all()
    assert set(found) == set(RequestState)
    budgets = db.session().scalars(select(Budget.confirmed_minor)).all()
    assert 0 in budgets
    assert max(budgets) > 0
    demo.load(settings())
    assert len(db.session().scalars(select(SceneRequest.id)).all()) == len(found)
