"""Two people change a rule at the same moment; and what would happen without each of its guards."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from consent.jurisdictions import actions, queries
from consent.jurisdictions.errors import RuleIsOpen
from consent.jurisdictions.queries import Rule
from foundation import two_people
from foundation.database import db
from foundation.two_people import VersionIsNotProposed
from tests.consent.jurisdictions import test_rules
from tests.consent.jurisdictions.test_rules import new, rule
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection")
SIX = 6


def first_of(app, refusal, do):
    db.session.remove()
    outcomes = at_once(app, SIX, do)
    assert [each for each in outcomes if isinstance(each, refusal)] != []
    (done,) = [each for each in outcomes if not isinstance(each, refusal)]
    return done


def test_of_many_proposals_at_once_one_waits(app, cast):
    proposed = first_of(
        app, RuleIsOpen, lambda number: actions.propose_rule(new(number), actor=cast.cora.actor)
    )
    (waiting,) = queries.waiting(db.session())
    assert (waiting.id, waiting.number) == (proposed, 1)


def test_confirmed_by_many_at_once_it_holds_once(app, cast):
    proposed = actions.propose_rule(new(), actor=cast.cora.actor)
    first_of(
        app, VersionIsNotProposed, lambda _: actions.confirm_rule(proposed, actor=cast.admin.actor)
    )
    assert rule("US-CA").value == 7


def test_without_its_guard_the_database_still_refuses_a_rule_of_one_person(cast, monkeypatch):
    """Planted: whoever proposed it is not asked about."""

    def publish(row, person):
        row.state, row.published_by = two_people.VersionState.PUBLISHED, person

    monkeypatch.setattr(two_people.ByTwoPeople, "publish", publish)
    proposed = actions.propose_rule(new(), actor=cast.cora.actor)
    with pytest.raises(IntegrityError):
        actions.confirm_rule(proposed, actor=cast.cora.actor)
    assert rule("US-CA").value == 4


def test_a_rule_that_forgot_its_days_would_be_found(cast, monkeypatch):
    """Planted: what is confirmed holds at once and for ever."""
    proposed = actions.propose_rule(new(9, effective_from=date(2027, 1, 1)), actor=cast.cora.actor)
    actions.confirm_rule(proposed, actor=cast.admin.actor)
    assert rule("US-CA").value == 4
    assert rule("US-CA", on=date(2027, 1, 1)).value == 9
    monkeypatch.setattr(Rule, "holds_on", lambda *_: True)
    assert rule("US-CA").value == 9
    with pytest.raises(AssertionError):
        test_rules.test_a_rule_holds_from_its_day_on()
