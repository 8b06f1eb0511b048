"""The client's own list: what it posted, in which state, how many places are taken."""

from marketplace.gigs import actions
from tests.cast import sign_in
from tests.marketplace.gigs.posting import open_, titled
from tests.marketplace.market import engaged


def test_an_empty_list_says_how_gigs_come_to_be(client, cast):
    sign_in(client, cast.ben)
    assert "Nothing is posted yet" in client.get("/gigs/own").text


def test_it_shows_state_and_places_and_nothing_of_others(client, cast):
    paused = open_(cast, titled("Two sisters"))
    actions.pause_gig(paused, "For now.", actor=cast.ben.actor)
    sign_in(client, cast.ben)
    page = client.get("/gigs/own").text
    assert "Two sisters" in page
    assert "Paused" in page
    assert "0 of 2 taken" in page


def test_a_place_that_is_taken_is_counted(client, cast):
    engaged(open_(cast), "rosa", cast.omar)
    sign_in(client, cast.ben)
    assert "1 of 2 taken" in client.get("/gigs/own").text
