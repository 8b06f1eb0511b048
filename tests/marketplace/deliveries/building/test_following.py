"""A delivery that takes the place of another is the same bytes again, but for what is left out."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from consent.grants.models import Grant
from foundation.database import db, transaction
from marketplace.deliveries.building.models import Delivery, DeliveryState
from marketplace.deliveries.choosing.form import Form, Layout
from tests.cast import sign_in
from tests.consent.recalls.ending import withdraw
from tests.marketplace.deliveries.building.delivered import (
    alone,
    build,
    delivered,
    files,
    found,
    manifest,
)
from tests.marketplace.deliveries.choosing.played import scene

pytestmark = pytest.mark.usefixtures("licence", "indexed_here", "hardly_described")


def following(delivery_id):
    before = found(delivery_id)
    with transaction() as session:
        delta = Delivery(
            reference="D-2026-00099",
            client_id=before.client_id,
            dataset_version_id=before.dataset_version_id,
            recipient_id=None,
            form=before.form,
            secret="b" * 32,
            asked_by=before.asked_by,
            follows_id=before.id,
        )
        session.add(delta)
        session.flush()
        return delta.id


def test_the_list_says_which_of_two_takes_the_place_of_the_other(cast, client):
    first = delivered(cast, alone(cast.omar.id, scene()))
    sign_in(client, cast.ben)
    assert "Followed by" not in client.get("/deliveries").text
    delta = following(first)
    page = client.get("/deliveries").text
    assert f"Takes the place of {found(first).reference}" in page
    assert "Followed by" not in page
    build()
    assert found(delta).state is DeliveryState.DELIVERED, found(delta).problem
    assert "Followed by D-2026-00099" in client.get("/deliveries").text


@pytest.mark.parametrize("layout", Layout)
def test_what_goes_is_named_and_the_rest_is_not_made_again(cast, layout):
    of = scene()
    takes = [alone(cast.omar.id, of), alone(cast.mira.id, of, level=9)]
    form = replace(Form(), layout=layout, shard_bytes=1)
    first = delivered(cast, *takes, form=form)
    with transaction() as session:
        wanted = select(Grant).where(Grant.recording_id == takes[0].recordings[0])
        grant = session.scalars(wanted).one()
        session.expunge(grant)
    withdraw(grant)
    delta = following(first)
    build()
    assert found(delta).state is DeliveryState.DELIVERED, found(delta).problem
    before, after = files(first), files(delta)
    kept = {path for path in after if path.startswith(("media/", "shards/"))}
    assert kept
    for path in kept:
        assert after[path] == before[path]
    told = manifest(delta)
    assert told["follows"] == {"delivery": str(first), "manifest": found(first).manifest}
    gone = {each["sha256"] for each in told["removed"]}
    media = [each for each in manifest(first)["files"] if each["recordings"]]
    wanted = {
        member["sha256"]
        for each in media
        for member in (each.get("members") or [each])
        if str(takes[0].recordings[0]) in member["recordings"]
    }
    assert gone == wanted
    assert {each for of in told["removed"] for each in of["recordings"]} == {
        str(takes[0].recordings[0])
    }
    db.session.rollback()
