"""Several kinds of training in one report: none may hide behind a model that is about another."""

from datetime import timedelta

import pytest

from consent.holders.queries import holders_of
from consent.keeping import openings
from consent.ledger.explaining.words import Answer, Use
from consent.licences.reports.errors import TrainingNotNamed
from consent.rights.trained import reported_of
from foundation import clock
from foundation.database import db
from tests.consent.licences.licensed import licensed, published, terms
from tests.consent.recordings.performed import USES, recorded
from tests.marketplace.deliveries.reporting.reported import report, training
from tests.marketplace.deliveries.taking.delivered import delivered

pytestmark = pytest.mark.usefixtures("each_database")
TWO = (Use.GENERATIVE_TRAINING, Use.NON_GENERATIVE_TRAINING)


@pytest.fixture
def licence(cast):
    uses = dict.fromkeys((Use.REVIEW, Use.EVALUATION, *TWO), Answer.ALLOWED)
    return licensed(cast.ada, published(terms(uses=uses)))


@pytest.fixture
def grants(cast):
    """Omar's, then Mira's, then another of Omar's."""
    both = {"uses": {**USES, Use.NON_GENERATIVE_TRAINING: Answer.ALLOWED}}
    return [
        *recorded(cast.omar.id, **both),
        *recorded(cast.mira.id, **both),
        *recorded(cast.omar.id, **both),
    ]


def told(grant):
    """The uses that the ledger says in this grant's thread, entry by entry."""
    db.session.rollback()
    lines = openings.lines_of(db.session(), [grant.thread])
    return [each.payload["uses"] for each in lines if each.payload and "from_on" in each.payload]


def shown(grant):
    session = db.session()
    holders = holders_of(session, [grant.recording_id])[grant.recording_id]
    return [each.uses for each in reported_of(session, grant.recording_id, holders)]


def test_a_kind_that_something_was_delivered_for_is_named_with_its_own_model(
    cast, licence, delivery, grants
):
    other = delivered(grants[2:], uses=TWO[1:])
    clock.move(timedelta(days=95))
    with pytest.raises(TrainingNotNamed):
        report(licence, training(delivery.id), actor=cast.ada.actor, uses=TWO)
    both = (training(delivery.id), training(other.id, "Judge 2"))
    report(licence, *both, actor=cast.ada.actor, uses=TWO)
    assert told(grants[2]) == [["non_generative_training"]]


def test_a_kind_that_no_delivery_was_for_is_told_to_whoever_is_held(cast, over, delivery, grants):
    named = [grants[2].recording_id]
    report(over, training(delivery.id), actor=cast.ada.actor, uses=TWO, recordings=named)
    assert shown(grants[2]) == ["Non-generative training"]
    assert told(grants[2]) == [["non_generative_training"]]


def test_a_delivery_for_both_is_enough_for_both(cast, licence, grants):
    both = delivered(grants[:1], uses=TWO)
    clock.move(timedelta(days=95))
    report(licence, training(both.id), actor=cast.ada.actor, uses=TWO)
    assert (shown(grants[0]), told(grants[0])) == (
        [],
        [["non_generative_training", "generative_training"]],
    )
