"""What performers say of safety is compliance's alone; what they felt goes where they let it."""

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Use
from consent.terms.purpose import Purpose
from foundation import hooks
from foundation.actors import Actor
from foundation.cases.models import Case
from foundation.database import db, transaction
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.roles import Role
from marketplace.bookings.errors import BookingNotFound
from marketplace.profiles.words import Emotion
from marketplace.takes.reviewing.actions import decide_take
from marketplace.takes.reviewing.models import BeatScore
from marketplace.takes.self_reports import labels, policy, queries
from marketplace.takes.self_reports.actions import (
    make_report,
    opt_in,
    opt_out,
    say_felt,
    withdraw_report,
)
from marketplace.takes.self_reports.errors import NotOptedIn, ReportNotFound
from marketplace.takes.self_reports.models import FeltBeat, FeltOptIn, Partner, Safety, SelfReport
from tests.cast import sign_in
from tests.marketplace.takes.played import take, to_judge, track_of
from tests.marketplace.takes.reviewing.opinions import good

pytestmark = pytest.mark.usefixtures("session")
WORDS = "She would not let go of my wrist."
NOBODY_ELSE = ["ada", "ben", "vera", "mira", "rolf", "otto", "cleo", "remy", "fay", "admin"]


@pytest.fixture
def take_id(cast):
    return to_judge(cast)


def reported(cast, take_id, partner=Partner.CROSSED_LIMITS):
    booking_id = take(take_id).booking_id
    make_report(booking_id, Safety.UNEASY, partner, WORDS, actor=cast.omar.actor)
    return booking_id


def felt(cast, take_id):
    booking_id = take(take_id).booking_id
    opt_in(booking_id, actor=cast.omar.actor)
    say_felt(booking_id, {1: Emotion.GRIEF, 2: Emotion.CALM}, actor=cast.omar.actor)
    return booking_id


def kept(model):
    db.session().rollback()
    return db.session().scalars(select(model)).all()


def pages_of(take_id):
    """Wherever one of them could look for it."""
    found = take(take_id)
    report = kept(SelfReport)[0]
    return (
        "/self-reports",
        f"/self-reports/{report.id}",
        f"/bookings/{found.booking_id}",
        f"/bookings/{found.booking_id}/self-report",
        f"/takes/{take_id}",
        f"/takes/{take_id}/judgement",
        f"/takes/{take_id}/check",
        f"/judging/{take_id}",
        "/cases",
        "/notices",
        "/",
    )


def readers(cast, client, take_id, names):
    found = set()
    for name in names:
        sign_in(client, getattr(cast, name))
        for path in pages_of(take_id):
            text = client.get(path).text
            if WORDS in text:
                found.add((name, path))
    return found


def test_compliance_reads_it_on_record_and_nobody_else_does(cast, client, take_id):
    reported(cast, take_id)
    assert readers(cast, client, take_id, NOBODY_ELSE) == set()
    report = kept(SelfReport)[0]
    assert {path for _, path in readers(cast, client, take_id, ["cora"])} == {
        "/self-reports",
        f"/self-reports/{report.id}",
    }


def test_compliance_reads_which_booking_it_was_in_words(cast, client, take_id):
    reported(cast, take_id)
    sign_in(client, cast.cora)
    page = client.get("/self-reports").text
    assert f'href="/bookings/{take(take_id).booking_id}">' in page
    assert f">{take(take_id).booking_id}<" not in page


def test_a_way_to_it_would_be_found(cast, client, take_id, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(policy, "may_read_reports", lambda _: True)
    reported(cast, take_id)
    assert ("ben", "/self-reports") in readers(cast, client, take_id, ["ben"])


def test_what_is_wrong_is_a_case_at_once_that_does_not_say_what(cast, take_id):
    reported(cast, take_id)
    reported(cast, take_id)
    (case,) = kept(Case)
    assert case.owner_id is not None
    assert "limits" not in case.subject


def test_what_is_fine_is_no_case_and_can_be_said_again(cast, take_id):
    reported(cast, take_id, Partner.RESPECTFUL)
    reported(cast, take_id, Partner.MIXED)
    assert [each.partner for each in kept(SelfReport)] == [Partner.MIXED]
    assert kept(Case) == []


@pytest.mark.parametrize("name", ["ben", "cora", "rolf", "remy"])
def test_only_who_was_there_reports(cast, take_id, name):
    with pytest.raises(BookingNotFound):
        make_report(
            take(take_id).booking_id,
            Safety.SAFE,
            Partner.ALONE,
            "",
            actor=getattr(cast, name).actor,
        )


def test_it_is_taken_back_by_deleting_it(cast, take_id):
    withdraw_report(reported(cast, take_id), actor=cast.omar.actor)
    assert kept(SelfReport) == []


def test_what_was_felt_is_off_until_it_is_turned_on_and_gone_when_turned_off(cast, take_id):
    booking_id = take(take_id).booking_id
    with pytest.raises(NotOptedIn):
        say_felt(booking_id, {1: Emotion.GRIEF}, actor=cast.omar.actor)
    assert kept(FeltBeat) == []
    felt(cast, take_id)
    assert [each.felt for each in kept(FeltBeat)] == [Emotion.GRIEF, Emotion.CALM]
    opt_out(actor=cast.omar.actor)
    assert kept(FeltBeat) == kept(FeltOptIn) == []


def felt_in(cast, take_id, use, person):
    track = track_of(take_id, person)
    purpose = Purpose(
        client=take(take_id).client_id,
        use=use,
        end_product="companion",
        region="EU",
        subjects=("family",),
    )
    return [each.felt for each in labels.labels_of(db.session(), track, purpose)]


def test_portrayed_perceived_and_felt_are_three_columns(cast, take_id):
    felt(cast, take_id)
    decide_take(take_id, good(take_id), actor=cast.ben.actor)
    assert not any("felt" in column.name for column in BeatScore.__table__.columns)
    purpose = Purpose(client=take(take_id).client_id, use=labels.USE)
    found = labels.labels_of(db.session(), track_of(take_id, cast.omar), purpose)
    assert [each.portrayed for each in found] == ["relief", "tenderness"]
    assert {each.perceived for each in found} == {(next(iter(Emotion)),)}


def test_what_was_felt_goes_only_where_the_grants_of_the_recording_allow(
    cast, take_id, monkeypatch
):
    """Nobody signed emotion recognition here; where it is asked for what they signed, it goes."""
    felt(cast, take_id)
    signed = Use.GENERATIVE_TRAINING
    monkeypatch.setattr(labels, "USE", signed)
    assert felt_in(cast, take_id, signed, cast.omar) == []
    decide_take(take_id, good(take_id), actor=cast.ben.actor)
    assert felt_in(cast, take_id, signed, cast.omar) == [Emotion.GRIEF, Emotion.CALM]
    assert felt_in(cast, take_id, signed, cast.mira) == [None, None]
    assert felt_in(cast, take_id, Use.EVALUATION, cast.omar) == [None, None]
    monkeypatch.setattr(labels, "USE", Use.EMOTION_RECOGNITION)
    assert felt_in(cast, take_id, Use.EMOTION_RECOGNITION, cast.omar) == [None, None]
    monkeypatch.setattr(labels, "USE", signed)
    opt_out(actor=cast.omar.actor)
    assert felt_in(cast, take_id, signed, cast.omar) == [None, None]


def test_their_copy_has_all_of_it_and_leaving_erases_it(cast, take_id):
    reported(cast, take_id)
    felt(cast, take_id)
    copy = hooks.exports(db.session(), cast.omar.id)
    assert copy["self_reports"][0]["text"] == WORDS
    assert [each["felt"] for each in copy["felt"]] == ["grief", "calm"]
    assert WORDS not in str(hooks.exports(db.session(), cast.mira.id))
    db.session().rollback()
    with transaction() as session:
        for forget in hooks.erase_of:
            if forget.__module__.endswith("self_reports.own_data"):
                forget(session, cast.omar.id)
    assert kept(SelfReport) == kept(FeltBeat) == kept(FeltOptIn) == []


def test_the_page_keeps_what_was_typed(cast, client, take_id):
    sign_in(client, cast.omar)
    path = f"/bookings/{take(take_id).booking_id}/self-report"
    answer = client.post(path, data={"safety": "safe", "text": WORDS})
    assert answer.status_code == 422
    assert 'id="error-partner"' in answer.text
    assert WORDS in answer.text
    client.post(path, data={"safety": "safe", "partner": "alone", "text": WORDS})
    assert WORDS in client.get(path).text


def test_who_plays_in_it_reads_nothing_of_it_as_compliance_either(cast, take_id):
    """One of ours who plays too: what a partner says of them is not theirs to read or to answer."""
    with transaction() as session:
        wanted = select(RoleGrant).where(RoleGrant.account_id == cast.cora.id)
        session.scalars(wanted).one().account_id = cast.mira.id
    reported(cast, take_id)
    (report,) = kept(SelfReport)
    both = Actor(cast.mira.id, Role.COMPLIANCE)
    with pytest.raises(ReportNotFound):
        queries.readable(db.session(), report.id, both)
    assert queries.page_of_reports(db.session(), both, after=None, limit=9).items == []
    assert queries.readable(db.session(), report.id, cast.cora.actor) == report
    assert [case.owner_id for case in kept(Case)] == [cast.admin.id]
