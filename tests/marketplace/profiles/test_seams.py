"""What other slices ask about performers: names, who does not play with whom, who acts for whom."""

from datetime import date, timedelta

import pytest

from foundation import clock, hooks
from foundation.actors import Actor
from foundation.database import db, transaction
from marketplace.profiles import checks, sealed
from marketplace.profiles.content import Language, ProfileContent
from marketplace.profiles.mandates.models import MandateScope
from marketplace.profiles.mandates.queries import acts_for, performers_of
from marketplace.profiles.models import SealedWord
from marketplace.profiles.queries import blocked_pairs, profile_of
from marketplace.profiles.words import Emotion, Level, SealedKind, Style
from tests.marketplace.profiles import known

pytestmark = pytest.mark.usefixtures("each_database", "session")


def test_a_profile_comes_back_as_it_was_said(cast):
    said = ProfileContent(
        languages=(Language(code="de", level=Level.NATIVE, accents=("Bavarian",)),),
        youngest=20,
        oldest=35,
        emotions=(Emotion.JOY,),
        styles=(Style.IMPROV,),
    )
    known.profile(cast.omar, "O. Harrow", said)
    assert profile_of(db.session(), [cast.omar.id])[cast.omar.id].said == said


def test_the_stage_name_is_the_name_that_others_see(cast):
    known.profile(cast.omar, "O. Harrow")
    names = hooks.names(db.session(), [cast.omar.id, cast.mira.id])
    assert names == {cast.omar.id: "O. Harrow", cast.mira.id: "Mira"}


def test_a_legal_name_is_unreadable_in_the_database(cast):
    with transaction() as session:
        sealed.keep(session, cast.omar.id, SealedKind.LEGAL_NAME, "Omar Haddad")
    row = db.session().get_one(SealedWord, (cast.omar.id, SealedKind.LEGAL_NAME))
    assert b"Haddad" not in row.sealed
    assert sealed.legal_name(db.session(), cast.omar.id) == "Omar Haddad"


def test_a_block_holds_whoever_of_the_two_said_it(cast):
    known.avoids(cast.omar, "mira")
    both = {cast.mira.id, cast.omar.id}
    assert blocked_pairs(db.session(), both) == {frozenset(both)}


def test_a_block_outlives_another_name(cast):
    known.avoids(cast.omar, "Mira", meant=cast.mira.id)
    known.profile(cast.mira, "Somebody Else")
    both = {cast.mira.id, cast.omar.id}
    assert blocked_pairs(db.session(), both) == {frozenset(both)}


def test_nobody_is_blocked_who_was_not_asked_about(cast):
    known.avoids(cast.omar, "Mira")
    assert blocked_pairs(db.session(), [cast.omar.id]) == set()


def test_without_a_check_nobody_may_be_booked(cast):
    assert checks.may_be_booked(db.session(), cast.omar.id) == [checks.UNCHECKED]


def test_a_check_holds_to_its_last_day(cast):
    known.checked(cast.omar, expires_on=date(2026, 3, 3))
    clock.move(timedelta(days=1))
    assert checks.may_be_booked(db.session(), cast.omar.id) == []
    clock.move(timedelta(days=1))
    assert checks.may_be_booked(db.session(), cast.omar.id) == [checks.EXPIRED]


def test_who_is_no_adult_may_not_be_booked(cast):
    known.checked(cast.omar, adult=False)
    assert checks.may_be_booked(db.session(), cast.omar.id) == [checks.NOT_PROVEN]


def test_an_agent_may_do_what_was_given_and_nothing_else(cast):
    known.mandate(cast.omar, cast.otto)
    session, of = db.session(), cast.omar.id
    assert acts_for(session, cast.otto.actor, of, MandateScope.APPLY)
    assert not acts_for(session, cast.otto.actor, of, MandateScope.NEGOTIATE)
    assert not acts_for(session, cast.otto.actor, cast.mira.id, MandateScope.SEE)
    assert performers_of(session, cast.otto.id) == [of]


def test_an_agent_acts_only_as_an_observer(cast):
    known.mandate(cast.omar, cast.otto)
    other_hat = Actor(id=cast.otto.id, role="performer")
    assert not acts_for(db.session(), other_hat, cast.omar.id, MandateScope.SEE)


def test_a_mandate_ends_with_its_last_day(cast):
    known.mandate(cast.omar, cast.otto)
    clock.move(timedelta(days=305))
    assert not acts_for(db.session(), cast.otto.actor, cast.omar.id, MandateScope.SEE)
