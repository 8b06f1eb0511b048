"""Who can be found, and by whom: never who hides, never by whom they avoid, sealed or not."""

from datetime import UTC, datetime

import pytest

from consent.minimums.models import AvoidedClient
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.naming import name_key
from marketplace.accounts.models import RoleGrant
from marketplace.clients.finding.actions import find_performers
from marketplace.clients.verification import actions as verification
from marketplace.profiles import actions, searching
from marketplace.profiles.actions import Saying
from marketplace.profiles.content import Language, ProfileContent
from marketplace.profiles.own_data import forget
from marketplace.profiles.searching import Wanted, findable, invitable
from marketplace.profiles.words import Emotion, Equipment, Level, Style, Visibility
from tests.access.performers import FOUND
from tests.cast import NORTHLAB, RIVALLAB
from tests.marketplace.profiles import known

pytestmark = pytest.mark.usefixtures("each_database", "session")
OMAR = ProfileContent(
    languages=(Language(code="en", level=Level.FLUENT, accents=("South London",)),),
    training="Drama school in Malmö",
    youngest=20,
    oldest=35,
    emotions=(Emotion.GRIEF, Emotion.JOY),
    styles=(Style.IMPROV,),
    equipment=(Equipment.STUDIO_MICROPHONE,),
    only_under_union=True,
)


def says(person, said=OMAR, visibility=Visibility.VERIFIED, *, invitations=True, name="O. Harrow"):
    with transaction() as session:
        actions.keep(
            session,
            person.id,
            Saying(stage_name=name, visibility=visibility, invitations=invitations),
            said,
        )


def avoids(person, name, client_id=None):
    with transaction() as session:
        row = AvoidedClient(performer_id=person.id, name_key=name_key(name), client_id=client_id)
        session.add(row)


def found(client_id=NORTHLAB, **wanted):
    return searching.found(db.session(), client_id, Wanted(**wanted)).ids


@pytest.fixture
def omar(cast):
    """Can be found; so can mira, who says nothing of what he says."""
    says(cast.omar)
    says(cast.mira, ProfileContent(), name="Mira L.")
    return cast.omar


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ({"languages": ("en",)}, {"languages": ("sv",)}),
        ({"accent": "london"}, {"accent": "Scottish"}),
        ({"words": "malmo harrow"}, {"words": "harrow academy"}),
        ({"age": 35}, {"age": 36}),
        ({"emotions": (Emotion.GRIEF, Emotion.JOY)}, {"emotions": (Emotion.GRIEF, Emotion.FEAR)}),
        ({"styles": (Style.IMPROV,)}, {"styles": (Style.VOICE,)}),
        ({"equipment": (Equipment.STUDIO_MICROPHONE,)}, {"equipment": (Equipment.CAMERA,)}),
    ],
)
def test_a_filter_finds_who_says_it_and_nobody_else(omar, asked, other):
    assert found(**asked) == [omar.id]
    assert found(**other) == []


def test_who_works_only_under_a_union_agreement_is_not_asked_without_one(omar, cast):
    assert found(without_union=True) == [cast.mira.id]


def test_who_avoids_a_client_is_never_found_by_it_however_its_name_is_hidden(omar, cast):
    """A search has no client's name in it: what counts is who asks, sealed or not."""
    avoids(cast.omar, "Northlab", NORTHLAB)
    assert invitable(db.session(), NORTHLAB, Wanted()) == [cast.mira.id]
    assert not findable(db.session(), NORTHLAB, cast.omar.id)
    assert cast.omar.id in invitable(db.session(), RIVALLAB, Wanted())


def test_avoiding_by_name_alone_is_enough(omar, cast):
    avoids(cast.omar, "NORTH lab".replace(" ", ""))
    assert found() == [cast.mira.id]


def test_the_test_of_avoiding_can_fail(omar, cast, monkeypatch):
    """The fault: nobody asks who avoids."""
    avoids(cast.omar, "Northlab", NORTHLAB)
    monkeypatch.setattr(searching, "avoiding", lambda *_: set())
    assert cast.omar.id in found()


@pytest.mark.parametrize("visibility", [Visibility.NOBODY, Visibility.APPLIED])
def test_who_hides_again_is_found_no_more(omar, visibility):
    says(omar, visibility=visibility)
    assert omar.id not in found()
    assert not findable(db.session(), NORTHLAB, omar.id)


def test_who_takes_no_invitations_is_found_and_not_invited(omar, cast):
    says(omar, invitations=False)
    assert omar.id in found()
    assert invitable(db.session(), NORTHLAB, Wanted()) == [cast.mira.id]
    assert not findable(db.session(), NORTHLAB, omar.id, invited=True)


def test_a_block_between_two_keeps_one_from_beside_the_other(omar, cast):
    known.avoids(cast.mira, "O. Harrow", meant=omar.id)
    assert found(beside=(cast.mira.id,)) == []
    assert len(found()) == 2


def test_only_who_is_free_then_is_found(omar, cast):
    known.lives_in(omar, "Asia/Tokyo")
    known.free(omar, weekday=0, from_hour=18, to_hour=20)
    nine, eleven = (datetime(2026, 3, 9, hour, tzinfo=UTC) for hour in (9, 11))
    assert set(found(free_from=nine, free_until=eleven)) == {omar.id, cast.mira.id}
    assert found(free_from=eleven, free_until=eleven.replace(hour=12)) == [cast.mira.id]


def test_who_does_not_perform_any_more_is_not_found(omar):
    with transaction() as session:
        session.get_one(RoleGrant, omar.grant_id).ended_at = datetime(2026, 3, 1, tzinfo=UTC)
    assert omar.id not in found()


def test_who_was_forgotten_is_not_in_the_index(omar, cast):
    with transaction() as session:
        forget(session, omar.id)
    assert found() == [cast.mira.id]
    assert found(words="harrow") == []


def test_pages_go_on_where_the_last_ended(omar, cast, monkeypatch):
    monkeypatch.setattr(searching, "_AT_ONCE", 1)
    first = searching.found(db.session(), None, Wanted(), limit=1)
    second = searching.found(db.session(), None, Wanted(), limit=1, below=first.next)
    assert first.ids + second.ids == [cast.mira.id, omar.id]


def test_a_client_finds_nobody_before_it_is_verified(omar, cast):
    assert find_performers(Wanted(), actor=cast.ada.actor).profiles == []
    with transaction() as session:
        verification.keep(session, NORTHLAB, FOUND, SYSTEM)
    assert len(find_performers(Wanted(), actor=cast.ada.actor).profiles) == 2
