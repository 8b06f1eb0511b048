"""The world that the access table is asked in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.settings import Settings
from tests.access.world import World, build, inside


@pytest.fixture(scope="session")
def _world(
    settings: Settings, empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> World:
    return build(settings, empty_database, tmp_path_factory.mktemp("access"))


@pytest.fixture
def world(_world: World) -> Iterator[World]:
    with inside(_world):
        yield _world
