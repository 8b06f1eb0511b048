"""Cedar, which we did not write, and a plain definition refuse what each database refuses."""

import pytest
from sqlalchemy import update

from bench.rights_differential import asking, differences, expected
from bench.rights_rows import fill, rows
from consent.grants.models import NEVER, Right
from foundation.clock import now
from foundation.database import transaction

pytestmark = pytest.mark.usefixtures("each_database", "app")


def asked_and_expected():
    given = list(rows(now().date(), 300, seed=11))
    asked = list(asking(given, 30, now().date()))
    truth, wrong = expected(given, asked)
    assert wrong == 0
    assert any(truth)
    return given, asked, truth


def test_all_decide_alike():
    given, asked, truth = asked_and_expected()
    fill(given)
    assert differences(given, asked, truth) == 0


def test_a_right_that_ended_unsaid_would_be_found():
    """Planted: rights end in one database, and nobody told the others."""
    given, asked, truth = asked_and_expected()
    fill(given)
    with transaction() as session:
        session.execute(update(Right).where(Right.uses > 0).values(ends_on=NEVER))
    assert differences(given, asked, truth) > 0
