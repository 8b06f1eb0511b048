"""Two uploaders, and a spool that each test finds empty."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from foundation.uploads import spool
from tests.cast import Cast, sign_in


@pytest.fixture
def omar(client, cast: Cast) -> FlaskClient:
    sign_in(client, cast.omar)
    return client


@pytest.fixture
def mira(app, cast: Cast) -> FlaskClient:
    client = app.test_client()
    sign_in(client, cast.mira)
    return client


@pytest.fixture(autouse=True)
def _empty_spool(settings) -> Iterator[None]:
    yield
    for path in spool.folder(settings.var).glob("*"):
        path.unlink()
