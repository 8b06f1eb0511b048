"""What nobody may have any more is deleted, and nothing else."""

import io
import os
from datetime import date, timedelta
from uuid import uuid4

import pytest

from consent.ledger.explaining.words import DestructionCause
from consent.media.destroying import order_destruction
from foundation import clock, storage
from foundation.database import db, transaction
from foundation.jobs import run_due
from foundation.web import settings
from marketplace.deliveries.building import clearing, jobs, making
from marketplace.deliveries.building.actions import call_off_delivery
from marketplace.deliveries.building.crediting import credits_of
from marketplace.deliveries.building.errors import CalledOff
from marketplace.deliveries.building.models import BuiltOutput, DeliveryFile
from marketplace.deliveries.choosing.form import Layout
from tests.marketplace.deliveries.building.delivered import (
    alone,
    asked,
    build,
    delivered,
    files,
    found,
)
from tests.marketplace.deliveries.choosing.played import scene

pytestmark = pytest.mark.usefixtures("licence", "indexed_here", "hardly_described", "unsigned")


def clear():
    run_due(clearing.JOBS, uuid4(), even_if_not_due=True)
    db.session.rollback()


def kept():
    return [each.key for each in storage.of(settings()).list("deliveries/")]


def test_of_what_was_called_off_half_way_nothing_is_left(cast, monkeypatch):
    delivery = asked(cast, alone(cast.omar.id, scene()))

    def call_off(*_):
        call_off_delivery(delivery, actor=cast.ben.actor)
        raise CalledOff

    monkeypatch.setattr(jobs, "hand_over_whole", call_off)
    build()
    assert kept()
    clear()
    assert kept() == []
    assert files(delivery) == {}
    assert found(delivery).cleared_at == clock.now()


def test_what_was_handed_over_stays_but_for_what_was_made_on_the_way(cast, monkeypatch):
    monkeypatch.setattr(making, "credits_of", credits_of)
    delivery = delivered(cast, alone(cast.omar.id, scene()), layout=Layout.WEBDATASET)
    before = files(delivery)
    assert db.session().query(BuiltOutput).count() == 1
    db.session.rollback()
    clear()
    assert db.session().query(BuiltOutput).count() == 0
    db.session.rollback()
    assert files(delivery) == before
    assert len(kept()) == len(before) + 1


def test_once_a_recording_is_destroyed_no_file_of_it_is_left_here(cast):
    of = scene()
    omars, miras = alone(cast.omar.id, of), alone(cast.mira.id, of, level=9)
    delivery = delivered(cast, omars, miras)
    with transaction() as session:
        cause = DestructionCause.RETENTION_ENDED
        order = order_destruction(session, omars.recordings[0], cause, due_on=date(2026, 4, 1))
        order.begun_at = clock.now()
    clear()
    gone = {row.path for row in db.session().query(DeliveryFile) if row.destroyed_at}
    kept_keys = set(kept())
    for row in db.session().query(DeliveryFile).filter_by(delivery_id=delivery):
        assert (row.storage_key in kept_keys) is (row.path not in gone)
    assert len(gone) == 2
    assert all(omars.id.hex[-12:] in path for path in gone)


def test_what_was_never_written_down_is_swept_and_the_rest_is_not(cast):
    delivery = delivered(cast, alone(cast.omar.id, scene()))
    before = files(delivery)
    storage.of(settings()).put(f"{found(delivery).folder}stray", io.BytesIO(b"x"))
    db.session.rollback()
    long_ago = (clock.now() - timedelta(days=2)).timestamp()
    for key in kept():
        os.utime(settings().var / "storage" / key, (long_ago, long_ago))
    clear()
    assert not any(key.endswith("stray") for key in kept())
    assert files(delivery) == before
    manifest_key = found(delivery).manifest_key
    assert manifest_key in kept()
