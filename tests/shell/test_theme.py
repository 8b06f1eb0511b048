"""Light and dark, and the way back."""

import pytest

from foundation.theme import local_path


def test_a_chosen_theme_stays_and_can_be_given_back(client):
    client.post("/theme", data={"theme": "dark", "back": "/"})
    assert b'data-theme="dark"' in client.get("/").data
    client.post("/theme", data={"theme": "system", "back": "/"})
    assert b"data-theme" not in client.get("/").data


def test_an_unknown_theme_is_as_good_as_none(client):
    client.set_cookie("theme", 'x" onload="')
    assert b"data-theme" not in client.get("/").data


def test_choosing_leads_back_to_the_page(client):
    answer = client.post("/theme", data={"theme": "dark", "back": "/sign-in?next=%2Fa"})
    assert answer.location == "/sign-in?next=%2Fa"


@pytest.mark.parametrize(
    "wanted", ["", "//evil.example", "https://evil.example", "/\\evil.example", "/\n/evil", "x"]
)
def test_the_way_back_never_leaves_this_site(wanted):
    assert local_path(wanted) == "/"
