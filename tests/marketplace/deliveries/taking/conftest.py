"""Northlab has a licence and a delivery of one recording of Omar's and one of Mira's."""

import pytest

from tests.api.asking import Program
from tests.consent.licences.licensed import licensed
from tests.consent.recordings.performed import recorded
from tests.marketplace.deliveries.taking.delivered import delivered


@pytest.fixture
def licence(cast):
    return licensed(cast.ada)


@pytest.fixture
def grants(cast):
    """Omar's, then Mira's."""
    return [*recorded(cast.omar.id), *recorded(cast.mira.id)]


@pytest.fixture
def delivery(licence, grants):
    return delivered(grants)


@pytest.fixture
def program(app, cast):
    """Of Ben, who produces for Northlab."""
    return Program(app, cast.ben)
