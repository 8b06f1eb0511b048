"""A take begins, is called off or is stopped, and everybody concerned is told."""

import io

import pytest
from sqlalchemy import select

from foundation.actors import SYSTEM
from foundation.cases.models import Case, CaseKind
from foundation.clock import hold
from foundation.database import db
from foundation.notices.models import Notice
from marketplace.bookings.errors import BookingNotFound
from marketplace.facts.models import Fact
from marketplace.takes.arriving.beginning import begin_take, call_off_take
from marketplace.takes.arriving.errors import NotTimeToPlay, SomethingIsHere
from marketplace.takes.arriving.stopping import stop_take
from marketplace.takes.errors import (
    NobodyPlays,
    TakeNotFound,
    TakeNotInThatState,
    TooManyTakes,
)
from marketplace.takes.models import TakeState
from tests.cast import sign_in
from tests.marketplace.bookings.booked import CALL, confirmed, sisters
from tests.marketplace.takes.arriving.sent import receive, tone, uploaded
from tests.marketplace.takes.played import begun, earned, met, signed_sisters, take

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def booking_id(cast):
    return met(cast, signed_sisters(cast))


def told(kind):
    db.session.rollback()
    return set(db.session().scalars(select(Notice.account_id).where(Notice.kind == kind)))


@pytest.mark.parametrize("who", ["ben", "omar", "mira"])
def test_who_arranged_it_and_who_is_there_begin_a_take(cast, booking_id, who):
    person = getattr(cast, who)
    take_id = begin_take(booking_id, actor=person.actor)
    assert take(take_id).begun_by == person.id
    assert told("take.begun") == {cast.omar.id, cast.mira.id} - {person.id}


@pytest.mark.parametrize("who", ["otto", "cora"])
def test_to_others_the_booking_does_not_exist(cast, booking_id, who):
    with pytest.raises(BookingNotFound):
        begin_take(booking_id, actor=getattr(cast, who).actor)


def test_who_has_not_checked_in_begins_none(cast):
    booking_id = confirmed(cast, sisters(cast))
    with pytest.raises(NotTimeToPlay):
        begin_take(booking_id, actor=cast.omar.actor)
    with pytest.raises(NobodyPlays):
        begin_take(booking_id, actor=cast.ben.actor)


def test_after_its_end_nothing_begins(cast, booking_id):
    hold(CALL.replace(hour=18))
    with pytest.raises(NotTimeToPlay):
        begin_take(booking_id, actor=cast.ben.actor)


def test_no_more_takes_begin_than_the_budget_covers(cast, booking_id):
    first = begin_take(booking_id, actor=cast.ben.actor)
    with pytest.raises(TooManyTakes):
        for _ in range(60):
            begin_take(booking_id, actor=cast.ben.actor)
    call_off_take(first, actor=cast.omar.actor)
    begin_take(booking_id, actor=cast.ben.actor)


def test_a_mistake_is_called_off_until_something_is_here(cast, booking_id):
    take_id = begin_take(booking_id, actor=cast.omar.actor)
    with pytest.raises(TakeNotFound):
        call_off_take(take_id, actor=cast.otto.actor)
    receive(take_id, cast.mira, uploaded(cast.mira, tone()))
    with pytest.raises(SomethingIsHere):
        call_off_take(take_id, actor=cast.omar.actor)
    assert take(take_id).state is TakeState.COMING_IN


def test_the_stop_word_ends_it_pays_all_and_tells_compliance_alone_who_said_it(cast, booking_id):
    take_id = begun(cast, booking_id)
    receive(take_id, cast.omar, uploaded(cast.omar, tone()))
    stop_take(take_id, actor=cast.mira.actor)
    assert take(take_id).state is TakeState.STOPPED
    assert earned("stop") == sorted([(cast.omar.id, 1500), (cast.mira.id, 1500)])
    assert told("take.stopped") == {cast.omar.id, cast.ben.id}
    case = db.session().scalars(select(Case)).one()
    assert (case.kind, case.opened_by) == (CaseKind.INCIDENT, cast.mira.id)


def test_no_statement_says_who_said_the_stop_word(cast, booking_id, client):
    take_id = begun(cast, booking_id)
    stop_take(take_id, actor=cast.mira.actor)
    assert set(db.session().scalars(select(Fact.decided_by))) == {SYSTEM.id}
    sign_in(client, cast.omar)
    assert "a stated rule" in client.get("/earnings").text


def test_only_who_plays_it_is_told_how_to_step_out_of_a_part(cast, booking_id, client):
    take_id = begun(cast, booking_id)
    stop_take(take_id, actor=cast.mira.actor)
    sign_in(client, cast.omar)
    assert "Say your own name" in client.get(f"/takes/{take_id}").text
    sign_in(client, cast.ben)
    page = client.get(f"/takes/{take_id}").text
    assert "The stop word was said" in page
    assert "Say your own name" not in page
    assert "Not here yet" not in page


def test_said_twice_or_by_both_it_is_heard_once(cast, booking_id):
    take_id = begun(cast, booking_id)
    for person in (cast.mira, cast.mira, cast.omar):
        stop_take(take_id, actor=person.actor)
    assert len(earned("stop")) == 2
    assert len(db.session().scalars(select(Case)).all()) == 1


@pytest.mark.parametrize("who", ["otto", "ben", "cora"])
def test_only_who_plays_says_it(cast, booking_id, who):
    take_id = begun(cast, booking_id)
    with pytest.raises(TakeNotFound):
        stop_take(take_id, actor=getattr(cast, who).actor)
    assert take(take_id).state is TakeState.COMING_IN


def test_what_was_called_off_is_not_stopped(cast, booking_id):
    take_id = begun(cast, booking_id)
    call_off_take(take_id, actor=cast.ben.actor)
    with pytest.raises(TakeNotInThatState):
        stop_take(take_id, actor=cast.omar.actor)


def test_each_sees_what_is_expected_of_them(cast, booking_id, client):
    take_id = begun(cast, booking_id)
    receive(take_id, cast.omar, uploaded(cast.omar, tone()))
    seen = {}
    for who in ("omar", "mira", "ben"):
        sign_in(client, getattr(cast, who))
        seen[who] = client.get(f"/takes/{take_id}").text
        assert client.get("/takes").status_code == 200
        assert client.get(f"/bookings/{booking_id}/takes").status_code == 200
    assert "Nothing is expected of you" in seen["omar"]
    assert "Send your track" in seen["mira"]
    assert "Stop word" in seen["mira"]
    assert "Stop word" not in seen["ben"]


def test_without_script_a_form_sends_the_file_and_says_what_is_wrong(cast, booking_id, client):
    take_id = begun(cast, booking_id)
    sign_in(client, cast.omar)
    where = f"/takes/{take_id}/track"
    for sent in ({}, {"upload_id": "x"}, {"track": (b"no sound", "a.wav")}):
        given = {
            name: value if isinstance(value, str) else (io.BytesIO(value[0]), value[1])
            for name, value in sent.items()
        }
        answer = client.post(where, data=given)
        assert answer.status_code == 422
        assert 'href="#field-track"' in answer.text
    client.post(where, data={"track": (io.BytesIO(tone()), "a.wav")})
    assert "A track came in" in client.get(f"/takes/{take_id}").text
