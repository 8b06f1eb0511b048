"""A decision prices the take, once, and says the same in consent and in the ledger."""

import pytest
from sqlalchemy import select

from consent.grants.models import Grant, Right
from consent.media.models import Destruction
from consent.recordings import judging
from consent.recordings.actions import accept_take, reject_take
from consent.recordings.errors import JudgedWhereItIsPriced
from consent.recordings.models import Judgement, Recording
from foundation.database import db, transaction
from marketplace.takes import deciding, steps
from marketplace.takes.checking.finishing import finish
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.misses import Miss, Missed
from marketplace.takes.checking.reports import Report
from marketplace.takes.codes import PAID, Code
from marketplace.takes.errors import NobodyPlays, NothingSigned, TakeNotInThatState, TrackIsThere
from marketplace.takes.models import TakeState
from tests.marketplace.bookings.booked import confirmed, sisters
from tests.marketplace.takes.played import (
    begun,
    earned,
    fit,
    met,
    sent,
    signed_sisters,
    take,
    to_judge,
)

pytestmark = pytest.mark.usefixtures("session")


def decide(cast, take_id, step, *said):
    with transaction() as session:
        step(session, steps.locked(session, take_id), *said, actor=cast.ben.actor)


def test_what_comes_in_is_a_recording_with_what_its_performer_signed(cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    recording_id = sent(take_id, cast.omar)
    grants = db.session().scalars(select(Grant).where(Grant.recording_id == recording_id)).all()
    assert [grant.performer_id for grant in grants] == [cast.omar.id] * 2
    recording = db.session().get_one(Recording, recording_id)
    assert recording.take_id == take_id
    assert recording.brief_dated_at < recording.recorded_at


def test_it_is_to_be_judged_when_every_track_is_there_and_fit(cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    sent(take_id, cast.omar)
    assert take(take_id).state is TakeState.COMING_IN
    sent(take_id, cast.mira)
    fit(take_id)
    found = take(take_id)
    assert found.state is TakeState.TO_JUDGE
    assert found.judge_by - found.complete_at == steps.JUDGED_WITHIN


def test_accepting_earns_each_performer_the_price_of_a_take(cast):
    take_id = to_judge(cast)
    decide(cast, take_id, deciding.accept)
    assert earned("take") == sorted([(cast.omar.id, 1500), (cast.mira.id, 1500)])
    judged = db.session().scalars(select(Recording.judged).where(Recording.take_id == take_id))
    assert set(judged) == {Judgement.ACCEPTED}


def test_a_decision_is_made_once(cast):
    take_id = to_judge(cast)
    decide(cast, take_id, deciding.accept)
    for step, said in ((deciding.accept, ()), (deciding.reject, (Code.TECHNICAL,))):
        with pytest.raises(TakeNotInThatState):
            decide(cast, take_id, step, *said)
    assert len(earned("take")) == 2


@pytest.mark.parametrize("code", Code)
def test_a_rejection_is_paid_where_nobody_who_played_is_at_fault(cast, code):
    take_id = to_judge(cast)
    decide(cast, take_id, deciding.reject, code)
    assert len(earned("stop")) == (2 if code in PAID else 0)
    assert earned("take") == []


def test_a_take_that_is_stopped_is_paid(cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    sent(take_id, cast.omar)
    decide(cast, take_id, deciding.stop)
    assert take(take_id).state is TakeState.STOPPED
    assert earned("stop") == sorted([(cast.omar.id, 1500), (cast.mira.id, 1500)])


def test_nothing_is_kept_of_who_signed_nothing(cast):
    take_id = begun(cast, met(cast, sisters(cast)))
    with pytest.raises(NothingSigned):
        sent(take_id, cast.omar)
    assert db.session().scalars(select(Recording)).all() == []


def test_a_take_needs_somebody_who_came(cast):
    booking_id = confirmed(cast, sisters(cast))
    with pytest.raises(NobodyPlays):
        begun(cast, booking_id)


def test_a_track_that_is_there_is_not_replaced(cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    sent(take_id, cast.omar)
    with pytest.raises(TrackIsThere):
        sent(take_id, cast.omar)


def test_nobody_accepts_or_rejects_its_recordings_past_its_price(cast):
    take_id = to_judge(cast)
    with pytest.raises(JudgedWhereItIsPriced):
        accept_take(take_id, actor=cast.ben.actor)
    with pytest.raises(JudgedWhereItIsPriced):
        reject_take(take_id, cause="off_brief", actor=cast.ben.actor)
    decide(cast, take_id, deciding.accept)
    assert len(earned("take")) == 2


def test_a_way_past_the_price_would_be_found(cast, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(judging, "priced_elsewhere", ())
    take_id = to_judge(cast)
    accept_take(take_id, actor=cast.ben.actor)
    assert earned("take") == []


def replaced(cast):
    """A take to judge, and the file that the machine missed before omar sent a better one."""
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    unfit = sent(take_id, cast.omar)
    with transaction() as session:
        finish(session, unfit, Report(Measured(), (Missed(Miss.PICTURE_UNASKED),)))
    for person in (cast.omar, cast.mira):
        sent(take_id, person)
    fit(take_id)
    return take_id, unfit


@pytest.mark.parametrize("on_appeal", [False, True])
def test_what_was_replaced_is_never_accepted_with_the_take(cast, on_appeal):
    take_id, unfit = replaced(cast)
    if on_appeal:
        decide(cast, take_id, deciding.reject, Code.TECHNICAL)
        decide(cast, take_id, deciding.appeal)
    decide(cast, take_id, deciding.accept)
    session = db.session()
    judged = {each.id: each.judged for each in session.scalars(select(Recording))}
    assert judged.pop(unfit) is Judgement.REJECTED
    assert list(judged.values()) == [Judgement.ACCEPTED] * 2
    rights = select(Right.accepted).join(Grant, Grant.id == Right.grant_id)
    assert not any(session.scalars(rights.where(Grant.recording_id == unfit)))
    standing = select(Destruction.recording_id).where(Destruction.called_off_at.is_(None))
    assert session.scalars(standing).all() == [unfit]
