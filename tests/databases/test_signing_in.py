"""Who is here, asked of every database by many requests at once."""

import pytest

from foundation.clock import move
from foundation.database import db
from marketplace.accounts import signed_in
from tests.cast import sign_in
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection")
REQUESTS = 16


def test_everybody_at_once_is_recognised_as_themselves(app, cast):
    ids = {name: sign_in(app.test_client(), getattr(cast, name)) for name in cast.__slots__}
    people = list(ids)

    def who(number: int) -> bool:
        name = people[number % len(people)]
        found = signed_in.load(db.session(), str(ids[name]))
        return found is not None and found.account_id == getattr(cast, name).id

    assert at_once(app, REQUESTS, who) == [True] * REQUESTS


def test_pages_are_served_to_many_at_once(app, cast):
    def visit(number: int) -> int:
        client = app.test_client()
        sign_in(client, cast.omar if number % 2 else cast.mira)
        return client.get("/").status_code

    assert at_once(app, REQUESTS, visit) == [200] * REQUESTS


def test_an_idle_sign_in_is_nobody(app, cast):
    sign_in_id = sign_in(app.test_client(), cast.omar)
    assert signed_in.load(db.session(), str(sign_in_id)).hat.role == "performer"
    move(signed_in.IDLE_AFTER)
    assert signed_in.load(db.session(), str(sign_in_id)) is None
