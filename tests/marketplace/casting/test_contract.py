"""The contract names both sides and where they get letters; without that nothing is signed."""

import pytest

from foundation.database import db, transaction
from marketplace.casting import addresses, contracts, offering, own_data
from marketplace.casting.errors import ClientAddressMissing, OwnAddressMissing
from marketplace.casting.models import Engagement, OfferState
from marketplace.profiles import sealed
from marketplace.profiles.words import SealedKind
from tests.cast import sign_in
from tests.marketplace.casting import scene
from tests.marketplace.casting.scene import (
    ADDRESS,
    AS_POSTED,
    addressed,
    applied,
    offer,
    offered,
    opened,
    sign,
)


def forget(owner_id):
    with transaction() as session:
        addresses.forget(session, owner_id)


def facts(offer_id):
    session = db.session()
    session.rollback()
    engagement = session.get_one(Engagement, offer(offer_id).engagement_id)
    return dict(contracts.content_of(session, engagement)["parties"])


def test_both_addresses_and_the_name_in_law_stand_in_it(app, cast):
    made = offered(opened(cast), cast.omar, cast.ben)
    with transaction() as session:
        sealed.keep(session, cast.omar.id, SealedKind.LEGAL_NAME, "Omar Karim Haddad")
    sign(made, cast.omar)
    said = facts(made)
    assert said["Performer"].startswith("Omar Karim Haddad (")
    assert said["Address of the client"] == "1 Example Street, 12345 Exampletown, Germany"
    assert said["Address of the performer"].startswith("1 Example Street, ")
    assert "not given" not in str(said)


def test_without_ones_own_nothing_is_signed_and_the_offer_stays(app, cast, client, monkeypatch):
    made = offered(opened(cast), cast.omar, cast.ben)
    monkeypatch.setattr(scene, "at_home", lambda who: None)
    with pytest.raises(OwnAddressMissing):
        sign(made, cast.omar)
    assert offer(made).state is OfferState.OPEN
    application_id = offer(made).application_id
    sign_in(client, cast.omar)
    assert "Say your postal address" in client.get(f"/applications/{application_id}").text
    url = f"/applications/{application_id}/address"
    short = client.post(url, data={"address": "Berlin"})
    assert (short.status_code, "Berlin</textarea>" in short.text) == (422, True)
    assert client.post(url, data={"address": ADDRESS}).status_code == 303
    sign(made, cast.omar)
    assert offer(made).state is OfferState.ACCEPTED


def test_without_the_clients_nobody_is_offered_anything(app, cast, client):
    gig = opened(cast)
    application_id = applied(gig, cast.omar)
    forget(cast.ben.actor.on_behalf_of)
    with pytest.raises(ClientAddressMissing):
        offering.make_offer(application_id, AS_POSTED, actor=cast.ben.actor)
    sign_in(client, cast.ben)
    page = client.get(f"/casting/applications/{application_id}/offer").text
    assert "Say the postal address" in page
    assert "Identity and age have not been checked yet." in page
    url = f"/casting/applications/{application_id}/address"
    assert client.post(url, data={"address": ADDRESS}).status_code == 303
    assert offering.make_offer(application_id, AS_POSTED, actor=cast.ben.actor)


def test_an_address_is_unreadable_where_it_lies_exported_and_forgotten(app, cast):
    addressed(opened(cast))
    with transaction() as session:
        addresses.keep(session, cast.omar.id, ADDRESS)
        row = session.get_one(addresses.PostalAddress, cast.omar.id)
        assert b"Example" not in row.sealed
        assert own_data.exports_of(session, cast.omar.id)["postal_address"] == ADDRESS
        own_data.forget(session, cast.omar.id)
        assert addresses.read(session, cast.omar.id) == ""
