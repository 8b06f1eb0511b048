"""A consent that is renewed more than once: each time for as long as its fee was agreed for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from consent.ledger.explaining.terms import Limits
from consent.rights.ending_soon import ending_soon
from consent.rights.jobs import offer_renewals
from consent.rights.models import RenewalOffer
from consent.rights.renewing import accept_renewal
from foundation import clock
from foundation.ids import new_id
from foundation.jobs import leases
from tests.cast import NORTHLAB
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
YEAR = Limits(ends_on=date(2027, 2, 28), starts_on=date(2026, 3, 1), clients=(NORTHLAB,))


def offered_until(session):
    lease = leases.claim("offer", new_id(), timedelta(hours=1), even_if_not_due=True)
    offer_renewals(lease)
    leases.give_back(lease, "done", "")
    session.rollback()
    last = select(RenewalOffer).order_by(RenewalOffer.ends_on.desc()).limit(1)
    return session.scalars(last).one()


def test_a_year_is_renewed_by_a_year_each_time(session, cast):
    recorded(cast.omar.id, limits=YEAR)
    for ends_on in (date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)):
        clock.hold(datetime(ends_on.year, 2, 1, tzinfo=UTC))
        (ending,) = ending_soon(session, NORTHLAB)
        session.rollback()
        offer = offered_until(session)
        after = date(ends_on.year + 1, 3, 1) - timedelta(days=1)
        assert (offer.ends_on, offer.fee_minor) == (ends_on, 5000)
        assert (offer.renewed_until, ending.renewed_until) == (after, after)
        accept_renewal(offer.id, actor=cast.omar.actor)
