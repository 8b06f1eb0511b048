"""A client sees how far a request is by language, beat and pair, and what it has cost."""

from dataclasses import replace
from uuid import uuid4

import pytest

from foundation.database import db
from marketplace.gigs.models import Gig
from marketplace.requests.errors import RequestNotFound
from marketplace.takes.arriving.progress import progress_of
from marketplace.takes.reviewing.actions import decide_take
from tests.cast import sign_in
from tests.marketplace.takes.played import begun, take, to_judge
from tests.marketplace.takes.reviewing.opinions import good


@pytest.fixture
def request_id(cast, session):
    """One take is accepted, one is coming in; three of each of two bookings are wanted."""
    take_id = to_judge(cast)
    decide_take(take_id, good(take_id), actor=cast.ben.actor)
    begun(cast, take(take_id).booking_id)
    return db.session().get_one(Gig, take(take_id).gig_id).request_id


def test_each_take_is_counted_once_by_language_and_by_who_plays(cast, request_id):
    found = progress_of(db.session(), request_id, cast.ben.actor)
    for rows, label in ((found.languages, "English"), (found.together, "Mira")):
        (row,) = rows
        assert label in row.label
        assert (row.accepted, row.under_way, row.to_judge, row.not_used) == (1, 1, 0, 0)
    assert found.languages[0].wanted == 6
    assert [(beat.accepted, beat.reached) for beat in found.beats] == [(1, 4.0)] * 2
    assert found.earned.amount_minor == 2 * (1500 + 30000)


def test_the_page_links_from_the_request_and_its_bookings(cast, client, request_id):
    sign_in(client, cast.ben)
    address = f"/requests/{request_id}/takes"
    assert address in client.get(f"/requests/{request_id}").text
    page = client.get(address).text
    assert "Accepted takes in English: 1 of 6" in page
    assert "630.00" in page
    sign_in(client, cast.omar)
    assert client.get(address).status_code == 404


def test_to_other_organisations_it_does_not_exist(cast, request_id):
    with pytest.raises(RequestNotFound):
        progress_of(db.session(), request_id, replace(cast.ben.actor, on_behalf_of=uuid4()))
