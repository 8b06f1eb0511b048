"""Every client here has a licence, and the index is written in this process, which has loaded
what writes it already. One test starts the process apart."""

import pytest

from marketplace.deliveries.building import finishing
from marketplace.deliveries.building.indexing import write_index
from tests.consent.licences.licensed import licensed


@pytest.fixture
def licence(cast):
    return licensed(cast.ada)


@pytest.fixture
def indexed_here(monkeypatch):
    monkeypatch.setattr(finishing, "index_apart", write_index)
