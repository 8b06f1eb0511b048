"""What waits for somebody: by how soon it is due, from every slice, and asked for once each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from foundation import hooks
from foundation.clock import hold
from foundation.database import db
from foundation.hooks import Waiting
from marketplace.casting.offering import counter_offer
from marketplace.front.inbox import MOST_IN_VIEW, grouped
from marketplace.profiles.identity.actions import ask_for_check
from tests.cast import START, sign_in
from tests.marketplace.bookings.booked import CALL, confirmed, sisters
from tests.marketplace.casting.scene import MORE, offered, opened
from tests.marketplace.market import submitted
from tests.marketplace.messages.written import application, write

pytestmark = pytest.mark.usefixtures("session")


def waits(person):
    session = db.session()
    session.rollback()
    return [each.label for each in hooks.waiting(session, person.actor)]


@contextmanager
def asked() -> Iterator[list[str]]:
    """Every question to the database meanwhile."""
    found: list[str] = []

    def listen(*given: object) -> None:
        found.append(str(given[2]))

    event.listen(db.engine, "before_cursor_execute", listen)
    yield found
    event.remove(db.engine, "before_cursor_execute", listen)


def questions(person) -> int:
    with asked() as found:
        waits(person)
    return len(found)


def due(days):
    return Waiting("x", "/", START + timedelta(days=days))


def test_it_is_put_together_by_how_soon_it_is_due():
    groups = grouped([due(-1), due(1), due(9), Waiting("y", "/")], START)
    titles = ["Late", "Due within two days", "Due later", "Without a date"]
    assert [each.title for each in groups] == titles
    (many,) = grouped([due(1)] * (MOST_IN_VIEW + 2), START)
    assert (len(many.in_view), len(many.further)) == (MOST_IN_VIEW, 2)


def test_more_of_the_same_asks_the_database_no_more(cast):
    submitted(cast.ben)
    write(cast.ben, application(cast))
    once = questions(cast.cora), questions(cast.omar)
    for _ in range(3):
        submitted(cast.ben)
        write(cast.ben, application(cast))
    assert (questions(cast.cora), questions(cast.omar)) == once
    assert sum(each.startswith("Review") for each in waits(cast.cora)) == 4


def test_a_performer_who_cannot_be_booked_is_told_until_they_ask(cast):
    assert any("identity and age" in each for each in waits(cast.omar))
    ask_for_check(actor=cast.omar.actor)
    assert not any("Have your identity" in each for each in waits(cast.omar))
    assert "A check of identity and age" in waits(cast.cora)


def test_a_call_of_the_next_day_waits_for_those_who_play(cast):
    gig = sisters(cast)
    confirmed(cast, gig)
    assert not any("Your call" in each for each in waits(cast.omar))
    hold(CALL - timedelta(hours=23))
    assert any("Your call" in each for each in waits(cast.omar))
    assert not any("Your call" in each for each in waits(cast.ben))


def test_other_terms_wait_for_the_client_and_an_offer_for_the_performer(cast):
    offer_id = offered(opened(cast), cast.omar, cast.ben)
    assert any("Answer the offer" in each for each in waits(cast.omar))
    counter_offer(offer_id, MORE, actor=cast.omar.actor)
    assert any("Answer other terms" in each for each in waits(cast.ben))
    assert not any("Answer other terms" in each for each in waits(cast.rolf))
    assert not any("Answer the offer" in each for each in waits(cast.omar))


def test_the_page_says_how_much_there_is(cast, client):
    write(cast.ben, application(cast))
    sign_in(client, cast.omar)
    page = client.get("/home").text
    assert "2 to do" in page
    assert "1 new message" in page
