"""What the demo's client has beside its takes: a delivery with a recall in it, the next one on its
way, a renewal asked for and scenes wanted again; and a second start adds nothing."""

import pytest
from sqlalchemy import select

from consent.licences import demo as licences
from consent.recalls.models import Recall
from consent.rights import demo as rights
from foundation.database import db
from foundation.hooks import DemoSize
from foundation.web import settings
from marketplace.clients.demo import NORTHLAB
from marketplace.deliveries.building.models import Delivery, DeliveryState
from marketplace.deliveries.choosing import demo as datasets
from marketplace.deliveries.taking import demo as deliveries
from marketplace.renewals import demo as renewals
from marketplace.renewals.due import due
from marketplace.renewals.models import RenewalLine, RenewalState
from marketplace.reuse import demo as reuse
from marketplace.reuse.models import ReuseLine, ReuseState
from tests.marketplace.takes.test_demo import _start as played

pytestmark = pytest.mark.usefixtures("session", "indexed_here", "hardly_described", "unsigned")


def start():
    for part in (licences, rights, datasets, renewals, reuse):
        part.make(DemoSize(performers=0, recordings=0, seed=1))
        db.session.rollback()
    deliveries.make(settings())
    db.session.rollback()


def states(of):
    session = db.session()
    session.rollback()
    return sorted(session.scalars(select(of.state)))


def test_everything_that_follows_takes_is_there_once():
    played()
    for _ in range(2):
        start()
        assert states(Delivery) == [DeliveryState.ASKED, DeliveryState.DELIVERED]
        assert states(ReuseLine) == [ReuseState.ALLOWED, ReuseState.ASKED]
        assert states(RenewalLine) == [RenewalState.ASKED]
    session = db.session()
    [recall] = session.scalars(select(Recall).where(Recall.client_id == NORTHLAB))
    assert not recall.is_late
    assert len(due(session, NORTHLAB)) == 1
