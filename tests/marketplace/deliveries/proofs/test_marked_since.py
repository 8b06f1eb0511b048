"""A span that is marked once a delivery is handed over leaves to nobody from then on: its files are
shut, which is said, and a delta brings the recording without it."""

from datetime import timedelta
from uuid import UUID

import pytest

from foundation import clock
from marketplace.deliveries.building.models import DeliveryState
from marketplace.deliveries.taking import deciding
from tests.api.asking import Program
from tests.cast import sign_in
from tests.consent.licences.licensed import licensed
from tests.marketplace.deliveries.building.delivered import (
    alone,
    build,
    delivered,
    files,
    flac,
    found,
    made_without,
)
from tests.marketplace.deliveries.choosing.played import marked, scene
from tests.marketplace.takes.arriving.sent import tone

pytestmark = pytest.mark.usefixtures("lightly")


@pytest.fixture
def program(app, cast):
    licensed(cast.ada)
    return Program(app, cast.ben)


@pytest.fixture
def handed_over(cast, program):
    """One take of omar's, one of mira's; then a name is heard in omar's."""
    of = scene()
    his, hers = alone(cast.omar.id, of), alone(cast.mira.id, of, level=9)
    delivery = delivered(cast, his, hers)
    clock.move(timedelta(hours=1))
    marked(his)
    return delivery, his


def available(program, delivery):
    items = program.get(f"/api/v1/deliveries/{delivery}/files", limit=100).json["items"]
    return {each["path"]: each["available"] for each in items}, items


def test_what_holds_it_is_shut_and_a_delta_goes_without_it(client, cast, program, handed_over):
    delivery, his = handed_over
    there, items = available(program, delivery)
    shut = {path for path, may in there.items() if not may}
    assert shut == {path for path in there if his.id.hex[-12:] in path}
    assert not all(each["available"] for each in items)
    one = next(each for each in items if not each["available"])
    link = program.get(f"/api/v1/deliveries/{delivery}/files/{one['id']}/link")
    assert (link.status_code, deciding.WITHHELD in link.json["detail"]) == (409, True)
    sign_in(client, cast.ben)
    page = client.get(f"/deliveries/{delivery}/files").text
    assert "Part of 1 recording is withheld since this was handed over, so 2 files" in page
    asked = program.post(f"/api/v1/deliveries/{delivery}/delta", {})
    assert asked.status_code == 201
    made_without(his, his.recordings[0], flac(level=77), marks=1)
    clock.move(timedelta(seconds=1))
    build()
    delta = found(UUID(asked.json["id"]))
    assert delta.state is DeliveryState.DELIVERED, delta.problem
    contents = files(delta.id).values()
    assert flac(level=77) in contents
    assert tone(level=1) not in contents
    assert all(available(program, delta.id)[0].values())


def test_that_nobody_asks_for_marks_would_be_found(program, handed_over, monkeypatch):
    delivery, _ = handed_over
    monkeypatch.setattr(deciding, "withheld_since", lambda *_: frozenset())
    assert all(available(program, delivery)[0].values())
