"""A retake costs what was promised when it was asked for; what nobody asked for costs nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from consent.rights.withdrawing import withdraw_recording
from foundation.database import db
from marketplace.budgets.models import Commitment
from marketplace.profiles.words import Emotion
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.takes.appeals.actions import appeal_take, decide_appeal
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.arriving.beginning import begin_take
from marketplace.takes.reviewing.actions import decide_take
from marketplace.takes.reviewing.retakes import price_of_retake
from tests.marketplace.market import BRIEF, PAY, content
from tests.marketplace.takes.played import (
    begun,
    earned,
    fit,
    met,
    sent,
    signed_sisters,
    take,
    to_judge,
    track_of,
)
from tests.marketplace.takes.reviewing.opinions import again, bad, good

pytestmark = pytest.mark.usefixtures("session")


def played(cast, booking_id):
    take_id = begun(cast, booking_id)
    sent(take_id, cast.omar)
    sent(take_id, cast.mira)
    fit(take_id)
    return take_id


def asked_again(cast, take_id):
    price = price_of_retake(db.session(), take(take_id)).amount_minor
    db.session().rollback()
    decide_take(take_id, again(price), actor=cast.ben.actor)
    return price


def booking(cast, included):
    pay = replace(PAY, included_retakes=included)
    return met(cast, signed_sisters(cast, said=content(pay=pay)))


def test_only_what_was_asked_for_is_a_retake(cast):
    booking_id = booking(cast, included=1)
    first, another = played(cast, booking_id), played(cast, booking_id)
    assert asked_again(cast, first) == 0
    assert asked_again(cast, another) > 0
    for _ in (first, another):
        played(cast, booking_id)
    assert earned("retake") == sorted([(cast.omar.id, 1000), (cast.mira.id, 1000)])
    played(cast, booking_id)
    assert len(earned("retake")) == 2


def test_a_use_that_was_taken_back_before_is_not_paid_and_the_take_is(cast):
    take_id = to_judge(cast)
    recording_id = track_of(take_id, cast.omar).recording_id
    db.session().rollback()
    withdraw_recording(recording_id, actor=cast.omar.actor)
    decide_take(take_id, good(take_id), actor=cast.ben.actor)
    assert len(earned("take")) == 2
    assert [performer for performer, _ in earned("optional_use")] == [cast.mira.id]


def test_one_more_than_was_wanted_is_promised_when_it_turns_out_accepted(cast):
    """One take is wanted: the first is rejected, another is played, and the appeal is granted."""
    said = content(brief=replace(BRIEF, takes=1))
    booking_id = met(cast, signed_sisters(cast, said=said))
    first = played(cast, booking_id)
    decide_take(first, bad(), actor=cast.ben.actor)
    second = played(cast, booking_id)
    decide_take(second, good(second), actor=cast.ben.actor)
    assert promised() == []
    appeal_take(first, "It belongs there.", actor=cast.omar.actor)
    decide_appeal(first, AppealOutcome.OVERTURNED, "It does.", actor=cast.remy.actor)
    assert len(earned("take")) == 4
    assert promised() == [3450]


def test_a_campaigns_takes_are_promised_as_they_begin_and_let_go_when_rejected(cast):
    """Nothing of them was set aside with the engagement: two of three are played, one counts."""
    quota = Quota(language="en", begins=Emotion.FEAR, ends=Emotion.RELIEF, minutes=600)
    said = content(campaign=Campaign(quotas=(quota,)))
    booking_id = met(cast, signed_sisters(cast, said=said))
    first, second = (begin_take(booking_id, actor=cast.ben.actor) for _ in range(2))
    assert promised() == [3450, 3450]
    for take_id in (first, second):
        for person in (cast.omar, cast.mira):
            sent(take_id, person)
        fit(take_id)
    decide_take(first, bad(), actor=cast.ben.actor)
    decide_take(second, good(second), actor=cast.ben.actor)
    assert sorted(promised()) == [0, 3450]


def promised():
    db.session.rollback()
    wanted = select(Commitment.amount_minor).where(Commitment.kind == "take.again")
    return list(db.session().scalars(wanted))
