"""An owner's home page says what waits: a signature, then a report once its period is over."""

from datetime import timedelta

import pytest

from consent.licences.waiting import waiting_for
from foundation import clock
from foundation.database import db
from tests.consent.licences.licensed import licensed, offered, open_offer, published

pytestmark = pytest.mark.usefixtures("each_database")


def labels(person):
    db.session.rollback()
    return [each.label for each in waiting_for(db.session(), person.actor)]


def test_an_offer_waits_for_the_owner_and_nobody_else(cast):
    offer = open_offer(offered(published()))
    (waiting,) = waiting_for(db.session(), cast.ada.actor)
    assert waiting.url == f"/licences/offers/{offer}"
    assert [labels(who) for who in (cast.ben, cast.rolf, cast.cora, cast.admin)] == [[]] * 4


def test_a_report_waits_once_its_period_is_over(cast):
    licensed(cast.ada)
    assert labels(cast.ada) == []
    clock.move(timedelta(days=95))
    assert labels(cast.ada) == ["A report of uses is due"]
