"""Endpoints of one owner that are added at the same moment, on every database."""

import pytest

from foundation.database import db
from foundation.webhooks.actions import MOST_ENDPOINTS, add_endpoint
from foundation.webhooks.errors import TooManyEndpoints
from foundation.webhooks.queries import endpoints_of
from tests.cast import NORTHLAB
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection")
CROWD = 6


def test_the_last_place_is_taken_once(app, cast):
    def add(_number):
        added = add_endpoint(
            "https://hooks.example/", "", loopback_allowed=False, actor=cast.ada.actor
        )
        return added.endpoint_id

    for number in range(MOST_ENDPOINTS - 1):
        add(number)
    ended = at_once(app, CROWD, add)
    assert sum(isinstance(each, TooManyEndpoints) for each in ended) == CROWD - 1, ended
    assert len(endpoints_of(db.session(), NORTHLAB)) == MOST_ENDPOINTS
