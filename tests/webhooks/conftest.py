"""A receiver, and an endpoint of Ada's client that leads to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask

from foundation.webhooks import actions
from tests.cast import Cast
from tests.webhooks.receiver import Receiver


@dataclass(frozen=True, slots=True)
class Kept:
    id: UUID
    secret: str


@pytest.fixture
def receiver(app: Flask) -> Iterator[Receiver]:
    """Ends before the database does."""
    with Receiver() as running:
        yield running


@pytest.fixture
def endpoint(cast: Cast, receiver: Receiver) -> Kept:
    added = actions.add_endpoint(receiver.url, "", loopback_allowed=True, actor=cast.ada.actor)
    return Kept(added.endpoint_id, added.secret)
