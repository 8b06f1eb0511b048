"""An installation with something in it, and where its backup goes."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from foundation import storage
from foundation.web import settings as current_settings


@pytest.fixture
def given(app):
    """The settings of the database that this test runs on."""
    return current_settings()


@pytest.fixture
def store(given) -> Iterator[storage.Storage]:
    """With two files in it, and empty afterwards."""
    kept = storage.of(given)
    for stored in list(kept.list()):
        kept.delete(stored.key)
    kept.put("takes/one", BytesIO(b"first take"))
    kept.put("takes/two", BytesIO(bytes(3 << 20)))
    yield kept
    for stored in list(kept.list()):
        kept.delete(stored.key)


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "kept.zip"
