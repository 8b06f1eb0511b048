"""What is found, in which order, with the same answer on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Use
from consent.minimums.wishes import Intensity
from foundation.database import db, transaction
from marketplace.gigs import indexing
from marketplace.gigs.cards import cards_at
from marketplace.gigs.models import GigListing
from marketplace.gigs.searching import Search, found
from marketplace.profiles.words import Emotion, Medium
from marketplace.requests.scene import Content
from marketplace.requests.usage import Usage
from marketplace.requests.words import Named, Union
from tests.marketplace.gigs.posting import open_, titled
from tests.marketplace.market import BRIEF, PAY

EVERYWHERE = pytest.mark.usefixtures("each_database")


@pytest.fixture
def stage(cast):
    """Three gigs, the newest last."""
    open_(cast, titled("Two sisters quarrel"))
    open_(
        cast,
        titled(
            "Ein Streit über Geld",
            brief=replace(BRIEF, title="Ein Streit über Geld", language="de-AT"),
            content=Content(intensity=Intensity.CALM),
            pay=replace(PAY, currency="USD", hourly_minor=9000),
        ),
    )
    sealed = Usage(
        papers=(),
        end_product="support",
        client=Named.SEALED,
        sector="banking",
        union=Union.AGREEMENT,
        union_name="Actors",
    )
    open_(cast, titled("A clerk and two brothers", usage=sealed))


def titles(search=None, **asked):
    session = db.session()
    session.rollback()
    return [
        card.title for card in cards_at(session, found(session, search or Search(**asked)).places)
    ]


@EVERYWHERE
def test_the_newest_comes_first(stage):
    assert titles() == ["A clerk and two brothers", "Ein Streit über Geld", "Two sisters quarrel"]


@pytest.mark.parametrize("words", ["quarrel", "QUARREL sisters", "sister", "Two, quarrels!"])
def test_words_are_found_whatever_their_capitals_and_plural(stage, words):
    assert titles(words=words) == ["Two sisters quarrel"]


@pytest.mark.parametrize("words", ["uber geld", "ÜBER"])
def test_accents_do_not_matter(stage, words):
    assert titles(words=words) == ["Ein Streit über Geld"]


@EVERYWHERE
def test_every_word_must_be_there(stage):
    assert titles(words="quarrel banking") == []


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", '"', "NEAR(", "a & !b", "*", "is_listed", "t_two"]
)
def test_what_an_index_would_read_as_an_order_is_only_words(stage, words):
    assert isinstance(titles(words=words), list)


def test_a_sealed_clients_name_finds_nothing_of_it(stage):
    assert titles(words="northlab") == ["Ein Streit über Geld", "Two sisters quarrel"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"language": "de"}, ["Ein Streit über Geld"]),
        ({"most_intense": Intensity.MODERATE}, ["Ein Streit über Geld"]),
        ({"currency": "USD"}, ["Ein Streit über Geld"]),
        ({"union": True}, ["A clerk and two brothers"]),
        ({"medium": Medium.VIDEO}, []),
        ({"feelings": (Emotion.AWE,)}, []),
        ({"uses": (Use.FINE_TUNING,), "language": "de"}, ["Ein Streit über Geld"]),
        ({"without": (Use.FINE_TUNING,)}, ["A clerk and two brothers"]),
        ({"currency": "EUR", "least_hourly_minor": 6001}, []),
        ({"from_on": date(2026, 5, 1)}, []),
        ({"until_on": date(2026, 3, 31)}, []),
    ],
)
def test_each_filter_takes_away_what_is_not_like_it(stage, asked, expected):
    assert titles(**asked) == expected


@EVERYWHERE
def test_words_and_filters_narrow_together(stage):
    assert titles(words="uber", language="de", least_hourly_minor=9000) == ["Ein Streit über Geld"]
    assert titles(words="uber", without=(Use.FINE_TUNING,)) == []


@EVERYWHERE
def test_titles_first_puts_what_has_the_words_in_its_title_on_top(stage):
    """All three are about a letter that is lost; one says so in its title too."""
    assert titles(words="two", best=True)[:2] == ["A clerk and two brothers", "Two sisters quarrel"]
    assert titles(words="lena quarrel", best=True) == ["Two sisters quarrel"]
    assert titles(words="rosa", best=True) == titles(words="rosa")


@EVERYWHERE
def test_pages_follow_each_other_without_a_gap(stage):
    session = db.session()
    first = found(session, Search(), limit=2)
    rest = found(session, Search(), below=first.next, limit=2)
    assert len(first.places) == 2
    assert len(rest.places) == 1
    assert rest.next is None
    assert not set(first.places) & set(rest.places)


@EVERYWHERE
def test_what_is_taken_from_the_index_is_found_no_more(stage):
    with transaction() as session:
        listing = session.scalars(select(GigListing).order_by(GigListing.place)).first()
        indexing.reindex(session, listing, "")
    assert titles(words="quarrel") == []
    assert len(titles()) == 2


@EVERYWHERE
def test_an_index_that_is_behind_would_be_seen(stage):
    """As if somebody had changed the listing past the step that keeps the index."""
    with transaction() as session:
        listing = session.scalars(select(GigListing).order_by(GigListing.place)).first()
        listing.terms = "is_listed zebra"
    if db.engine.dialect.name == "sqlite":
        assert titles(words="zebra") == []
        with transaction() as session:
            indexing.rebuild(session)
    assert titles(words="zebra") == ["Two sisters quarrel"]
