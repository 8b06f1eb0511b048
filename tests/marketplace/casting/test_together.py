"""A board says who could when, who must not be cast together, and who was noted as a pair."""

from datetime import date

import pytest
from sqlalchemy import select

from consent.keeping.readings import RightsReading
from foundation.database import db, transaction
from marketplace.casting import board, noting
from marketplace.casting.applying import posted
from marketplace.casting.models import Application
from marketplace.casting.together import said_free
from marketplace.gigs.models import Gig
from marketplace.profiles.availability import Week
from marketplace.profiles.content import ProfileContent
from marketplace.profiles.models import PartnerBlock
from marketplace.profiles.words import Visibility
from tests.cast import sign_in
from tests.marketplace.casting.scene import applied, opened
from tests.marketplace.market import WINDOW
from tests.marketplace.profiles.known import free, mandate, profile


@pytest.fixture
def world(app, session, cast):
    gig = opened(cast)
    return gig, applied(gig, cast.omar), applied(gig, cast.mira, "lena")


def card(application_id):
    session = db.session()
    session.rollback()
    found = session.get_one(Application, application_id)
    gig = session.get_one(Gig, found.gig_id)
    return board.card_of(session, found, posted(session, gig).window)


def test_days_are_counted_by_the_week_and_its_exceptions():
    whole = [(0, 24 * 60)]
    assert said_free(Week("Europe/Berlin"), WINDOW) == "Has not said when they are free"
    mondays = Week("Europe/Berlin", hours={0: [(540, 720)]})
    assert said_free(mondays, WINDOW) == "Free on 4 of 30 days"
    away = Week("Europe/Berlin", hours={0: [(540, 720)]}, away_on={date(2026, 4, 6): whole})
    assert said_free(away, WINDOW) == "Free on 3 of 30 days"
    more = Week("Europe/Berlin", {0: [(540, 720)]}, free_on={date(2026, 4, 7): [(60, 120)]})
    assert said_free(more, WINDOW) == "Free on 5 of 30 days"


def test_the_board_shows_when_each_could(world, cast):
    free(cast.omar, 0, 9, 12)
    assert card(world[1]).free == "Free on 4 of 30 days"


def test_a_block_is_shown_on_both_without_who_asked(world, cast, client):
    gig, omar, mira = world
    assert card(omar).apart == card(mira).apart == ()
    with transaction() as session:
        block = PartnerBlock(
            performer_id=cast.mira.id, blocked_id=cast.omar.id, name="Omar", name_key="omar"
        )
        session.add(block)
    assert len(card(omar).apart) == len(card(mira).apart) == 1
    sign_in(client, cast.ben)
    page = client.get(f"/casting/{gig}").text
    assert page.count("Not together with") == 2


def test_a_note_on_two_makes_a_pair_on_both(world, cast):
    _, omar, mira = world
    noting.add_note(omar, "They breathe together.", mira, actor=cast.ben.actor)
    assert len(card(omar).pairs) == len(card(mira).pairs) == 1


def test_who_shows_a_profile_to_those_applied_to_is_a_click_away_for_them(world, client, cast):
    _, omars, miras = world
    shown = Visibility.APPLIED
    profile(cast.omar, "O. Harrow", ProfileContent(works_from="SE"), visibility=shown)
    profile(cast.mira, "M. Holt", ProfileContent(), visibility=Visibility.NOBODY)
    sign_in(client, cast.ben)
    way = f"/performers/{cast.omar.id}"
    assert way in client.get(f"/casting/applications/{omars}").text
    assert "Sweden" in client.get(way).text
    assert "See the profile" not in client.get(f"/casting/applications/{miras}").text
    sign_in(client, cast.rolf)
    assert client.get(way).status_code == 404


def test_an_agent_sees_where_applications_stand_on_record_and_only_while_it_holds(
    world, client, cast
):
    held = mandate(cast.omar, cast.otto)
    sign_in(client, cast.otto)
    way = f"/mandates/{held}/applications"
    assert way in client.get("/mandates").text
    page = client.get(way).text
    assert "Rosa" in page
    assert "Lena" not in page
    wanted = select(RightsReading).where(RightsReading.person_id == cast.omar.id)
    assert db.session().scalars(wanted).all()
    client.post(f"/mandates/{held}/end")
    assert client.get(way).status_code == 404
