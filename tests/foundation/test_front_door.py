"""The front page, and who somebody is in which browser."""

from foundation.database import transaction
from marketplace.accounts import signed_in
from marketplace.accounts.models import SignIn
from tests.cast import START, sign_in


def test_the_front_page_is_open(client):
    assert client.get("/").status_code == 200


def test_an_ended_sign_in_is_nobody(client, cast, session):
    sign_in_id = sign_in(client, cast.omar)
    assert signed_in.load(session, str(sign_in_id)).name == "Omar"

    with transaction() as writing:
        writing.get_one(SignIn, sign_in_id).ended_at = START
    assert signed_in.load(session, str(sign_in_id)) is None


def test_two_browsers_are_two_people(app, cast):
    first, second = app.test_client(), app.test_client()
    sign_in(first, cast.omar)
    sign_in(second, cast.mira)
    assert "Omar" in first.get("/").text
    assert "Mira" in second.get("/").text
    assert "Omar" not in second.get("/").text
