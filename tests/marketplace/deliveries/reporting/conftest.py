"""Northlab has a licence, and was handed recordings of Omar's and of Mira's to train on. Another of
Omar's is held by it too, but by a delivery for evaluation."""

from datetime import timedelta

import pytest

from foundation import clock
from tests.consent.licences.licensed import licensed
from tests.consent.recordings.performed import recorded
from tests.marketplace.deliveries.reporting.reported import TRAINED
from tests.marketplace.deliveries.taking.delivered import delivered


@pytest.fixture
def licence(cast):
    return licensed(cast.ada)


@pytest.fixture
def grants(cast):
    """Omar's, then Mira's, then the one of Omar's that is not to be trained on."""
    return [*recorded(cast.omar.id), *recorded(cast.mira.id), *recorded(cast.omar.id)]


@pytest.fixture
def evaluated(licence, grants):
    return delivered(grants[2:])


@pytest.fixture
def delivery(evaluated, licence, grants):
    return delivered(grants[:2], uses=TRAINED)


@pytest.fixture
def over(delivery, licence):
    """The licence, once its first period is over."""
    clock.move(timedelta(days=95))
    return licence
