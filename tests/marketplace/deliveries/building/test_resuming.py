"""A build that is killed goes on with what is written down, and comes to the same."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from foundation import clock, storage
from foundation.database import db
from foundation.storage.local import LocalStorage
from foundation.web import settings
from marketplace.deliveries.building import keeping, making
from marketplace.deliveries.building.crediting import credits_of
from marketplace.deliveries.building.models import DeliveryFile, DeliveryState
from marketplace.deliveries.choosing.form import Audio, Form, Layout
from tests.marketplace.deliveries.building.delivered import (
    alone,
    asked,
    build,
    delivered,
    files,
    found,
    manifest,
    members,
    read,
    sisters,
)
from tests.marketplace.deliveries.choosing.played import scene

SMALL = Form(mixed=True, shard_bytes=1)


pytestmark = pytest.mark.usefixtures("licence", "indexed_here", "hardly_described", "unsigned")


class Killed(BaseException):
    """As by the system: nothing of ours catches it."""


@pytest.fixture
def kill_at(monkeypatch):
    """The n-th time that something is put into storage, or is about to be written down."""
    puts, writes = LocalStorage.put, keeping.still_building
    left = [0]
    made: list[str] = []

    def step() -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    def put(store, key, source):
        size = puts(store, key, source)
        if key.startswith("deliveries/"):
            made.append(key)
            step()
        return size

    def still_building(*given):
        delivery = writes(*given)
        step()
        return delivery

    monkeypatch.setattr(LocalStorage, "put", put)
    monkeypatch.setattr(keeping, "still_building", still_building)

    def begin(number: int) -> list[str]:
        left[0] = number
        made.clear()
        return made

    return begin


EVERY_STEP = pytest.param(1, marks=pytest.mark.proof)


@pytest.mark.parametrize("stride", [4, EVERY_STEP])
@pytest.mark.parametrize("layout", Layout)
def test_killed_at_each_step_it_comes_to_the_same(cast, kill_at, layout, stride, monkeypatch):
    monkeypatch.setattr(making, "TAKES_AT_ONCE", 1)
    of = scene()
    takes = [alone(cast.omar.id, of), alone(cast.mira.id, of, level=9)]
    form = replace(SMALL, layout=layout)
    kill_at(0)
    whole = files(delivered(cast, *takes, form=form))
    for number in range(1, 80, stride):
        delivery = asked(cast, *takes, form=form)
        kill_at(number)
        with suppress(Killed):
            build()
            kill_at(0)
            assert found(delivery).state is DeliveryState.DELIVERED
            assert number > 5
            return
        assert found(delivery).state is not DeliveryState.DELIVERED
        kill_at(0)
        clock.move(timedelta(minutes=5))
        build()
        assert found(delivery).state is DeliveryState.DELIVERED
        assert files(delivery) == whole
    pytest.fail("It has more steps than were looked at.")


def test_what_is_written_down_and_still_there_is_not_made_again(cast, kill_at):
    of = scene()
    takes = [sisters(cast, of, level=level) for level in (1, 10, 20)]
    delivery = asked(cast, *takes, form=replace(SMALL, layout=Layout.WEBDATASET))
    made = kill_at(6)
    with suppress(Killed):
        build()
    before = set(files(delivery))
    assert before
    clock.move(timedelta(minutes=5))
    made = kill_at(0)
    build()
    assert len(made) == len(files(delivery)) + 1 - len(before)


def test_what_is_written_down_but_was_lost_is_made_again(cast, kill_at):
    takes = [sisters(cast, scene())]
    delivery = asked(cast, *takes, form=SMALL)
    kill_at(0)
    build()
    whole = files(delivery)
    assert manifest(delivery)
    again = asked(cast, *takes, form=SMALL)
    kill_at(12)
    with suppress(Killed):
        build()
    lost = _lose_one(again)
    clock.move(timedelta(minutes=5))
    kill_at(0)
    build()
    assert lost
    assert files(again) == whole


def test_what_was_signed_for_a_shard_is_not_signed_again(cast, kill_at, monkeypatch):
    """A second signature would be other bytes."""
    monkeypatch.setattr(making, "credits_of", credits_of)
    delivery = asked(cast, alone(cast.omar.id, scene()), layout=Layout.WEBDATASET)
    made = kill_at(4)
    with suppress(Killed):
        build()
    signed = made[0]
    before = read(signed)
    clock.move(timedelta(minutes=5))
    made = kill_at(0)
    build()
    assert signed not in made
    (shard,) = [body for path, body in files(delivery).items() if path.endswith(".tar")]
    assert before in members(shard).values()


def _lose_one(delivery):
    session = db.session()
    session.rollback()
    row = session.query(DeliveryFile).filter_by(delivery_id=delivery).first()
    key = row and row.storage_key
    session.rollback()
    if key:
        storage.of(settings()).delete(key)
    return key


def test_the_same_choice_gives_the_same_bytes_normalised_too(cast):
    kept = sisters(cast)
    form = Form(mixed=True, audio=Audio.NORMALISED, layout=Layout.WEBDATASET)
    one, other = (files(delivered(cast, kept, form=form)) for _ in range(2))
    assert one == other
