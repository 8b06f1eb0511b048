"""A client asks for a delivery, sees how far it is, and calls it off; by page and by program."""

import pytest

from foundation.database import db, transaction
from foundation.webhooks.models import Delivery as Sent
from foundation.webhooks.models import Endpoint, EventBody
from marketplace.deliveries.building.models import Delivery, DeliveryState
from tests.cast import NORTHLAB, sign_in
from tests.marketplace.deliveries.building.delivered import (
    alone,
    asked,
    build,
    delivered,
    found,
    version,
)
from tests.marketplace.deliveries.choosing.played import scene

pytestmark = pytest.mark.usefixtures("licence", "indexed_here", "hardly_described", "unsigned")


def test_it_is_asked_for_on_the_page_of_a_version_and_seen_until_it_is_there(client, cast):
    saved = version(cast, alone(cast.omar.id, scene()))
    sign_in(client, cast.ben)
    assert "Have it built" in client.get(f"/deliveries/of/{saved}").text
    answer = client.post(f"/deliveries/of/{saved}")
    where = answer.headers["Location"]
    page = client.get(where).text
    assert "Asked for" in page
    assert "Decided when it begins" in page
    assert "every 3s" in page
    build()
    done = client.get(f"{where}/progress")
    assert done.headers["HX-Refresh"] == "true"
    page = client.get(where).text
    assert "Ready" in page
    assert "every 3s" not in page
    assert "D-2026-00001" in client.get("/deliveries").text


def test_a_second_click_leads_to_what_is_being_built(client, cast):
    saved = version(cast, alone(cast.omar.id, scene()))
    sign_in(client, cast.ben)
    where = client.post(f"/deliveries/of/{saved}").headers["Location"]
    assert client.post(f"/deliveries/of/{saved}").headers["Location"] == where
    assert "D-2026-00001 is the very same and is being built already." in client.get(where).text
    build()
    assert client.post(f"/deliveries/of/{saved}").headers["Location"] != where


def test_without_a_delivery_the_page_says_what_to_do(client, cast):
    sign_in(client, cast.ben)
    assert "No delivery yet" in client.get("/deliveries").text


def test_called_off_it_is_not_built_and_may_be_asked_for_again(client, cast):
    delivery = asked(cast, alone(cast.omar.id, scene()))
    sign_in(client, cast.ben)
    client.post(f"/deliveries/{delivery}/off")
    build()
    assert found(delivery).state is DeliveryState.CALLED_OFF
    assert "Ask for it again" in client.get(f"/deliveries/{delivery}").text
    assert client.post(f"/deliveries/{delivery}/off").status_code == 409


def test_what_was_handed_over_is_not_called_off(client, cast):
    delivery = delivered(cast, alone(cast.omar.id, scene()))
    sign_in(client, cast.ben)
    assert client.post(f"/deliveries/{delivery}/off").status_code == 409
    assert found(delivery).state is DeliveryState.DELIVERED


def test_a_recipient_that_is_no_id_or_not_theirs_is_refused_in_a_sentence(client, cast):
    saved = version(cast, alone(cast.omar.id, scene()))
    sign_in(client, cast.ben)
    for given in ("nobody", "00000000-0000-4000-8000-000000000001"):
        answer = client.post(f"/deliveries/of/{saved}", data={"recipient": given})
        assert answer.status_code == 422
    db.session.rollback()
    assert db.session().query(Delivery).count() == 0


def test_machines_hear_that_it_is_ready(cast):
    with transaction() as session:
        endpoint = Endpoint(
            owner_id=NORTHLAB, url="https://lab.example/", note="", created_by=cast.ada.id
        )
        session.add(endpoint)
    delivery = delivered(cast, alone(cast.omar.id, scene()))
    db.session.rollback()
    texts = [each.text for each in db.session().query(EventBody)]
    assert any("delivery.ready" in text and str(delivery) in text for text in texts)
    assert db.session().query(Sent).count() >= 1
