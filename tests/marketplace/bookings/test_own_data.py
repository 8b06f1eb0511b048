"""A person's own copy holds their bookings."""

from datetime import timedelta

import pytest

from foundation import hooks
from foundation.clock import now
from foundation.database import db, transaction
from marketplace.bookings.models import Booking, Place
from tests.cast import NORTHLAB
from tests.marketplace.market import engaged, posted

pytestmark = pytest.mark.usefixtures("session")


def test_a_booking_is_in_the_copy_of_who_is_in_it(cast):
    gig_id = posted(cast.ben, cast.cora)
    engagement_id = engaged(gig_id, "rosa", cast.omar)
    with transaction() as session:
        booking = Booking(
            gig_id=gig_id,
            client_id=NORTHLAB,
            starts_at=now(),
            ends_at=now() + timedelta(hours=3),
            zone="Europe/Berlin",
            made_by=cast.ben.id,
        )
        session.add(booking)
        session.flush()
        session.add(
            Place(booking_id=booking.id, engagement_id=engagement_id, performer_id=cast.omar.id)
        )
    assert len(hooks.exports(db.session(), cast.omar.id)["bookings"]) == 1
    assert hooks.exports(db.session(), cast.mira.id)["bookings"] == []
