"""The world that the access table is asked in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from foundation.settings import Settings
from tests.access.world import World, build, inside


def _with_provider(settings: Settings) -> Settings:
    """Of identity checks, so that both ways stand open; nobody answers at this address."""
    return replace(settings, identity_url="http://127.0.0.1:9", identity_secret="s")


@pytest.fixture(scope="session", autouse=True)
def _no_long_pauses() -> Iterator[None]:
    """Nobody stands in for Stripe here: that it does not answer is said at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stripe.HTTPClient.INITIAL_DELAY", 0.001)
        patch.setattr("stripe.HTTPClient.MAX_DELAY", 0.001)
        yield


@pytest.fixture(scope="session")
def _world(
    settings: Settings, empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> World:
    """In development, where every endpoint is there."""
    return build(_with_provider(settings), empty_database, tmp_path_factory.mktemp("access"))


@pytest.fixture(scope="session")
def _production_world(
    settings: Settings, empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> World:
    settings = _with_provider(settings)
    served = replace(settings, mode="production", url="https://fairtake.example.org")
    return build(served, empty_database, tmp_path_factory.mktemp("production"))


@pytest.fixture(params=["_world", "_production_world"], ids=["development", "production"])
def each_world(request: pytest.FixtureRequest) -> Iterator[World]:
    with inside(request.getfixturevalue(request.param)) as world:
        yield world


@pytest.fixture
def world(_world: World) -> Iterator[World]:
    with inside(_world, as_left=True):
        yield _world
