"""What a request says of where it came from is believed as far as there are proxies, no further."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from foundation.audit import AuditOrigin
from foundation.database import db
from tests.access.things import token_form
from tests.access.world import World, build, inside
from tests.cast import sign_in

FORGED = {
    "X-Forwarded-For": "203.0.113.66",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "Forwarded": "for=203.0.113.66;host=evil.example;proto=https",
    "Sec-Fetch-Site": "same-origin",
}


@pytest.fixture
def world(world: World) -> World:
    """Nobody was here before."""
    world.put_back()
    return world


def address_on_record(world: World) -> str:
    """Of an act that was done with forged headers."""
    browser, omar = world.app.test_client(), world.cast.omar
    sign_in(browser, omar)
    answer = browser.post("/tokens", data=token_form(omar), headers=FORGED)
    assert answer.status_code == 200
    return db.session().scalars(select(AuditOrigin.address)).one()


def test_without_proxies_a_forged_address_is_not_believed(world):
    assert address_on_record(world) == "127.0.0.1"


def test_a_forged_host_names_nothing(world):
    answer = world.app.test_client().get("/tokens", headers=FORGED)
    assert "evil.example" not in f"{answer.location} {answer.text}"


@pytest.fixture
def behind_a_proxy(settings, empty_database, tmp_path):
    with inside(build(replace(settings, proxies=1), empty_database, tmp_path)) as world:
        yield world


def test_behind_a_proxy_its_word_is_taken(behind_a_proxy):
    """So the test above would notice if it were believed where it must not be."""
    assert address_on_record(behind_a_proxy) == "203.0.113.66"
