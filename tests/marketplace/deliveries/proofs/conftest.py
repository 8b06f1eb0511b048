"""The index is written in this process, and what is built is described by one file: both are tested
where they are made."""

import pytest

from marketplace.deliveries.building import finishing, making
from marketplace.deliveries.building.indexing import write_index
from marketplace.deliveries.describing.bundle import Described
from tests.marketplace.deliveries.proofs.instants import Instants


@pytest.fixture
def lightly(monkeypatch):
    one = Described(path="README.md", media_type="text/markdown", body=b"What it is.\n")
    monkeypatch.setattr(finishing, "index_apart", write_index)
    monkeypatch.setattr(finishing, "describe", lambda _: [one])
    monkeypatch.setattr(finishing, "_evidence", lambda _: ())
    monkeypatch.setattr(making, "credits_of", lambda *_: {})


@pytest.fixture
def instants(monkeypatch):
    return Instants(monkeypatch)
