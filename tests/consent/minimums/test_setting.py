"""Saying what one would agree to: versions, two at once, clients to avoid, erasing."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Use
from consent.minimums import queries
from consent.minimums.actions import set_minimums
from consent.minimums.errors import MinimumsChanged
from consent.minimums.models import MinimumsBody, MinimumsVersion
from consent.minimums.own_data import exports_of, forget
from consent.minimums.wishes import Minimums, Wish
from foundation.database import db, transaction
from marketplace.clients.models import Client
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.agreements.plans import TRAINING

pytestmark = pytest.mark.usefixtures("each_database")

NEVER = Minimums(uses={Use.NON_GENERATIVE_TRAINING: Wish.NEVER})
AVOIDS = Minimums(avoided=("  NORTHlab ", "Somebody Unknown"))


def test_what_is_said_is_what_is_kept(session, cast):
    whole = Minimums(
        uses={Use.RESALE: Wish.NEVER, Use.EVALUATION: Wish.PRICED},
        prices={Use.EVALUATION: 1500},
        currency="EUR",
        prohibited_subjects=("self_harm",),
        longest_months=12,
        territories=("EU",),
        avoided=("Rival, Inc.",),
        lowest_rates={"EUR": 2500, "JPY": 4000},
    )
    set_minimums(whole, 0, actor=cast.omar.actor)
    assert queries.current(session, cast.omar.id).minimums == whole
    assert queries.current(session, cast.mira.id) is None


def test_each_time_is_a_version_and_the_earlier_ones_stay(session, cast):
    set_minimums(NEVER, 0, actor=cast.omar.actor)
    set_minimums(Minimums(longest_months=6), 1, actor=cast.omar.actor)
    newest, first = queries.history(session, cast.omar.id)
    assert (newest.number, newest.minimums.longest_months) == (2, 6)
    assert first.minimums == NEVER


@pytest.mark.parametrize("seen", [0, 2])
def test_over_a_version_that_is_not_the_newest_nothing_is_saved(session, cast, seen):
    set_minimums(NEVER, 0, actor=cast.omar.actor)
    with pytest.raises(MinimumsChanged):
        set_minimums(Minimums(), seen, actor=cast.omar.actor)
    assert queries.current(session, cast.omar.id).minimums == NEVER


def test_of_many_at_once_one_is_saved(app, cast):
    def one(months: int) -> int:
        with app.app_context():
            try:
                return set_minimums(Minimums(longest_months=months), 0, actor=cast.omar.actor)
            except MinimumsChanged:
                return 0
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(1, 9))) == [0] * 7 + [1]


def test_the_hash_is_of_salt_and_body_so_that_it_can_be_shown_later(session, cast):
    set_minimums(NEVER, 0, actor=cast.omar.actor)
    row = session.scalars(select(MinimumsBody)).one()
    found = hashlib.sha256(row.salt + row.body).hexdigest()
    assert session.scalars(select(MinimumsVersion.hash)).one() == f"sha256:{found}"


def test_who_avoids_a_client_is_found_however_its_name_was_typed(session, cast):
    set_minimums(AVOIDS, 0, actor=cast.omar.actor)
    set_minimums(NEVER, 0, actor=cast.mira.actor)
    assert queries.avoiding(session, NORTHLAB) == {cast.omar.id}
    assert queries.avoiding(session, RIVALLAB) == set()


def test_a_client_that_takes_another_name_is_still_avoided(session, cast):
    set_minimums(AVOIDS, 0, actor=cast.omar.actor)
    with transaction() as changing:
        changing.get_one(Client, NORTHLAB).name = "Sunny Voices"
    assert queries.avoiding(session, NORTHLAB) == {cast.omar.id}


def test_a_client_that_comes_later_under_that_name_is_avoided_too(session, cast):
    set_minimums(AVOIDS, 0, actor=cast.omar.actor)
    with transaction() as adding:
        adding.add(Client(id=(later := uuid4()), name="somebody  unknown"))
    assert queries.avoiding(session, later) == {cast.omar.id}


def test_a_client_that_is_taken_off_the_list_is_not_avoided_any_more(session, cast):
    set_minimums(AVOIDS, 0, actor=cast.omar.actor)
    set_minimums(NEVER, 1, actor=cast.omar.actor)
    assert queries.avoiding(session, NORTHLAB) == set()


def test_disagreements_are_about_terms_and_client(session, cast):
    assert queries.disagreements(session, cast.omar.id, TRAINING, NORTHLAB) == ()
    set_minimums(AVOIDS, 0, actor=cast.omar.actor)
    assert len(queries.disagreements(session, cast.omar.id, TRAINING, NORTHLAB)) == 1
    assert queries.disagreements(session, cast.omar.id, TRAINING, RIVALLAB) == ()
    set_minimums(NEVER, 1, actor=cast.omar.actor)
    assert queries.disagreements(session, cast.omar.id, TRAINING, NORTHLAB) == (
        "It asks for non-generative training; you said no.",
    )


def test_who_leaves_takes_what_they_said_along_and_it_can_be_read_before(session, cast):
    set_minimums(AVOIDS, 0, actor=cast.omar.actor)
    assert "Somebody Unknown" in json.dumps(exports_of(session, cast.omar.id))
    with transaction() as leaving:
        forget(leaving, cast.omar.id)
    assert exports_of(session, cast.omar.id) == {"minimums": []}
    assert queries.avoiding(session, NORTHLAB) == set()
    assert session.scalars(select(MinimumsVersion.number)).all() == [1]


def test_after_that_the_next_version_has_the_next_number(session, cast):
    set_minimums(NEVER, 0, actor=cast.omar.actor)
    with transaction() as leaving:
        forget(leaving, cast.omar.id)
    assert queries.current(session, cast.omar.id) is None
    assert set_minimums(NEVER, 1, actor=cast.omar.actor) == 2
