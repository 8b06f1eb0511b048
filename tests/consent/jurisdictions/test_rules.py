"""Rules of places: the nearest holds, from its day on, once a second person confirmed it."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from consent.jurisdictions import actions, queries
from consent.jurisdictions.actions import NewRule
from consent.jurisdictions.errors import (
    EndsBeforeItBegins,
    NoSuchPlace,
    RuleIsOpen,
    RuleNotFound,
)
from consent.jurisdictions.models import JurisdictionRule
from consent.jurisdictions.words import EVERYWHERE, MEANINGS, RuleCode
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.two_people import SamePerson, VersionIsNotProposed

pytestmark = pytest.mark.usefixtures("each_database", "app")
TODAY = date(2026, 3, 2)
YEARS = RuleCode.CONTRACT_KEPT_YEARS


def rule(place, code=YEARS, on=TODAY):
    db.session.rollback()
    return queries.rule(db.session(), place, code, on)


def new(value=7, place="US-CA", **more):
    first = more.pop("effective_from", date(2026, 1, 1))
    return NewRule(
        jurisdiction=place, code=YEARS, value=value, effective_from=first, source="A law.", **more
    )


@pytest.fixture
def confirmed(cast):
    proposed = actions.propose_rule(new(), actor=cast.cora.actor)
    actions.confirm_rule(proposed, actor=cast.admin.actor)
    return proposed


@pytest.mark.parametrize(
    ("place", "code", "value"),
    [
        ("US-CA", YEARS, 4),
        ("US-NY", YEARS, 6),
        ("DE", YEARS, 6),
        ("US-IL", RuleCode.BIOMETRIC_KEPT_YEARS, 3),
        ("FR", RuleCode.REPLICA_NOTICE_HOURS, 48),
        ("FR", RuleCode.LEAST_AGE, 18),
        ("FR", RuleCode.BREACH_NOTICE_HOURS, 72),
    ],
)
def test_what_is_shipped_holds_until_somebody_says_otherwise(place, code, value):
    assert rule(place, code).value == value


def test_a_rule_of_one_place_is_none_of_another():
    assert rule("US-TX", RuleCode.BIOMETRIC_KEPT_YEARS) is None


def test_a_rule_holds_from_its_day_on():
    assert rule("US-CA", on=date(2024, 12, 31)).value == 6
    assert rule("US-CA", on=date(2025, 1, 1)).value == 4


def test_what_is_confirmed_takes_the_place_of_what_was_shipped(confirmed):
    assert rule("US-CA").value == 7
    assert rule("US-CA", on=date(2025, 12, 31)).value == 4


def test_a_state_without_a_rule_asks_its_country(cast):
    proposed = actions.propose_rule(new(place="US", value=9), actor=cast.cora.actor)
    actions.confirm_rule(proposed, actor=cast.admin.actor)
    assert rule("US-TX").value == 9
    assert rule("US-NY").value == 6


def test_a_rule_with_a_last_day_gives_way_after_it(cast):
    proposed = actions.propose_rule(new(effective_until=date(2026, 3, 1)), actor=cast.cora.actor)
    actions.confirm_rule(proposed, actor=cast.admin.actor)
    assert rule("US-CA").value == 4
    assert rule("US-CA", on=date(2026, 3, 1)).value == 7


def test_a_proposal_changes_nothing(cast):
    actions.propose_rule(new(), actor=cast.cora.actor)
    assert rule("US-CA").value == 4


def test_nobody_confirms_what_they_proposed(cast):
    proposed = actions.propose_rule(new(), actor=cast.cora.actor)
    with pytest.raises(SamePerson):
        actions.confirm_rule(proposed, actor=cast.cora.actor)


def test_the_database_refuses_a_rule_of_one_person(cast):
    proposed = actions.propose_rule(new(), actor=cast.cora.actor)
    alone = {"state": "published", "published_by": cast.cora.id}
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(
            update(JurisdictionRule).where(JurisdictionRule.id == proposed).values(**alone)
        )


def test_a_rule_is_confirmed_once(confirmed, cast):
    with pytest.raises(VersionIsNotProposed):
        actions.confirm_rule(confirmed, actor=cast.admin.actor)


def test_what_was_discarded_is_not_confirmed(cast):
    proposed = actions.propose_rule(new(), actor=cast.cora.actor)
    actions.discard_rule(proposed, actor=cast.cora.actor)
    with pytest.raises(VersionIsNotProposed):
        actions.confirm_rule(proposed, actor=cast.admin.actor)
    assert rule("US-CA").value == 4


def test_one_change_of_a_rule_waits_at_a_time(cast):
    actions.propose_rule(new(), actor=cast.cora.actor)
    with pytest.raises(RuleIsOpen):
        actions.propose_rule(new(value=8), actor=cast.admin.actor)


def test_only_those_who_keep_rights_change_rules(cast):
    proposed = actions.propose_rule(new(), actor=cast.cora.actor)
    for attempt in (
        lambda: actions.propose_rule(new(place="DE"), actor=cast.remy.actor),
        lambda: actions.confirm_rule(proposed, actor=cast.fay.actor),
        lambda: actions.discard_rule(proposed, actor=cast.omar.actor),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_what_is_not_there_is_not_found(cast):
    with pytest.raises(RuleNotFound):
        actions.confirm_rule(new_id(), actor=cast.cora.actor)


def test_a_place_is_a_code():
    with pytest.raises(NoSuchPlace):
        new(place="Illinois")


def test_a_last_day_is_not_before_the_first():
    with pytest.raises(EndsBeforeItBegins):
        new(effective_until=date(2025, 1, 1))


def test_every_rule_is_said_and_one_may_ask_for_what_everybody_has():
    assert set(MEANINGS) == set(RuleCode)
    value = queries.value(db.session(), EVERYWHERE, RuleCode.REPLICA_NOTICE_HOURS, TODAY)
    assert value == 48


def test_history_keeps_what_held_before(confirmed):
    found = [each for each in queries.rules(db.session()) if each.jurisdiction == "US-CA"]
    assert [each.value for each in found if each.code is YEARS] == [7, 4]
