"""Renewals where time is against them: the second and third one, and one in the last second."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from consent.grants.models import Right
from consent.ledger.explaining.terms import Limits
from consent.recalls.models import Recall
from consent.rights.ending_soon import ending_soon
from consent.rights.jobs import carry_on, expire_grants, offer_renewals
from consent.rights.models import RenewalOffer
from consent.rights.renewing import accept_renewal
from foundation import clock, following
from foundation.ids import new_id
from foundation.jobs import leases
from tests.cast import NORTHLAB
from tests.consent.holders.holding import held
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
YEAR = Limits(ends_on=date(2027, 2, 28), starts_on=date(2026, 3, 1), clients=(NORTHLAB,))


def run(job):
    lease = leases.claim(job.__name__, new_id(), timedelta(hours=1), even_if_not_due=True)
    said = job(lease)
    leases.give_back(lease, "done", said)
    return said


def offered_until(session):
    run(offer_renewals)
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


def test_what_was_renewed_in_the_last_second_does_not_expire_on_the_way(session, cast, monkeypatch):
    """Its worker dies between the answer and the recordings, and midnight comes first."""
    (grant,) = recorded(cast.omar.id, limits=YEAR)
    held(grant, client=NORTHLAB)
    clock.hold(datetime(2027, 2, 28, 23, 59, 59, tzinfo=UTC))
    offer = offered_until(session).id
    with monkeypatch.context() as crash:
        crash.setattr(following, "follow", following.forget)
        accept_renewal(offer, actor=cast.omar.actor)
    clock.hold(datetime(2027, 3, 1, tzinfo=UTC))
    assert run(expire_grants) == "0 expired"
    assert run(carry_on) == "1 grants changed"
    session.rollback()
    assert session.scalars(select(Right.ends_on)).all() == [date(2028, 2, 29)]
    assert session.scalars(select(Recall)).all() == []
    clock.hold(datetime(2028, 3, 1, tzinfo=UTC))
    assert run(expire_grants) == "1 expired"
    session.rollback()
    assert len(session.scalars(select(Recall)).all()) == 1
