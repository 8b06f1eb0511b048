"""Every client here has a licence, and the index is written in this process, which has loaded
what writes it already. One test starts the process apart."""

import pytest

from marketplace.deliveries.building import finishing, making
from marketplace.deliveries.building.indexing import write_index
from marketplace.deliveries.describing.bundle import Described
from tests.consent.licences.licensed import licensed


@pytest.fixture
def licence(cast):
    return licensed(cast.ada)


@pytest.fixture
def indexed_here(monkeypatch):
    monkeypatch.setattr(finishing, "index_apart", write_index)


@pytest.fixture
def unsigned(monkeypatch):
    """Before credentials, which are other bytes each time."""
    monkeypatch.setattr(making, "credits_of", lambda *_: {})


@pytest.fixture
def hardly_described(monkeypatch):
    """By one file instead of a dozen: how these are made is tested where they are made."""
    one = Described(path="README.md", media_type="text/markdown", body=b"What it is.\n")
    monkeypatch.setattr(finishing, "describe", lambda _: [one])
    monkeypatch.setattr(finishing, "_evidence", lambda _: ())
