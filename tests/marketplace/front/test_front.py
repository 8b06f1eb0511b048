"""The front page asks strangers in, and does not ask those who are in already."""

from tests.cast import sign_in


def test_a_stranger_is_asked_to_join(client):
    page = client.get("/").text
    assert "Join as a performer" in page
    assert "To your home page" not in page


def test_who_is_signed_in_is_shown_the_way_home(client, cast):
    sign_in(client, cast.omar)
    page = client.get("/").text
    assert "To your home page" in page
    assert "Join as a performer" not in page
