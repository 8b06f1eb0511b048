"""Allowing less for one recording, and never more."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.grants.models import Right
from consent.keeping.openings import lines_of
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Use
from consent.rights.errors import (
    EndsTooEarly,
    NothingAllowed,
    NothingChanges,
    RightNotFound,
    TooManySubjects,
)
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.withdrawing import withdraw_recording
from consent.terms.purpose import Purpose
from foundation import clock
from tests.cast import NORTHLAB
from tests.consent.recordings.performed import ENDS_ON, recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
TO_EVALUATE = Purpose(client=NORTHLAB, use=Use.EVALUATION)
TO_GENERATE = Purpose(client=NORTHLAB, use=Use.GENERATIVE_TRAINING)
NO_GENERATION = Narrowing(stopped=frozenset((Use.GENERATIVE_TRAINING,)))


def test_a_stopped_use_is_refused_and_the_others_are_not(session, cast):
    (grant,) = recorded(cast.omar.id)
    narrow_recording(grant.recording_id, NO_GENERATION, actor=cast.omar.actor)
    assert not decide(session, grant.recording_id, TO_GENERATE).permitted
    assert decide(session, grant.recording_id, TO_EVALUATE).permitted


def test_an_earlier_end_holds_from_its_day(session, cast):
    (grant,) = recorded(cast.omar.id)
    narrowing = Narrowing(ends_on=date(2026, 4, 1))
    narrow_recording(grant.recording_id, narrowing, actor=cast.omar.actor)
    assert decide(session, grant.recording_id, TO_EVALUATE, date(2026, 4, 1)).permitted
    assert not decide(session, grant.recording_id, TO_EVALUATE, date(2026, 4, 2)).permitted


def test_an_excluded_subject_is_refused(session, cast):
    (grant,) = recorded(cast.omar.id)
    narrowing = Narrowing(excluded=frozenset(("politics",)))
    narrow_recording(grant.recording_id, narrowing, actor=cast.omar.actor)
    about_politics = replace(TO_EVALUATE, subjects=("politics",))
    about_cooking = replace(TO_EVALUATE, subjects=("cooking",))
    assert not decide(session, grant.recording_id, about_politics).permitted
    assert decide(session, grant.recording_id, about_cooking).permitted


def test_the_rest_of_the_terms_stays(session, cast):
    (grant,) = recorded(cast.omar.id)
    narrow_recording(grant.recording_id, NO_GENERATION, actor=cast.omar.actor)
    given, _, _, narrowed = [line.payload for line in lines_of(session, [grant.thread])]
    assert narrowed["limits"] == given["limits"]
    assert narrowed["renewal_fee_minor"] == given["renewal_fee_minor"]
    assert narrowed["uses"]["generative_training"] == "not_allowed"


def test_a_later_end_is_no_change(session, cast):
    (grant,) = recorded(cast.omar.id)
    with pytest.raises(NothingChanges):
        narrow_recording(
            grant.recording_id,
            Narrowing(ends_on=ENDS_ON + timedelta(days=1)),
            actor=cast.omar.actor,
        )
    assert session.scalars(select(Right.ends_on)).all() == [ENDS_ON]


def test_what_was_narrowed_already_is_no_change(cast):
    (grant,) = recorded(cast.omar.id)
    narrow_recording(grant.recording_id, NO_GENERATION, actor=cast.omar.actor)
    with pytest.raises(NothingChanges):
        narrow_recording(grant.recording_id, NO_GENERATION, actor=cast.omar.actor)


def test_it_ends_today_at_the_earliest(cast):
    (grant,) = recorded(cast.omar.id)
    today = clock.now().date()
    with pytest.raises(EndsTooEarly):
        narrow_recording(
            grant.recording_id,
            Narrowing(ends_on=today - timedelta(days=1)),
            actor=cast.omar.actor,
        )
    assert narrow_recording(grant.recording_id, Narrowing(ends_on=today), actor=cast.omar.actor)


def test_what_was_withdrawn_cannot_be_narrowed(cast):
    (grant,) = recorded(cast.omar.id)
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    with pytest.raises(NothingAllowed):
        narrow_recording(grant.recording_id, NO_GENERATION, actor=cast.omar.actor)


def test_nobody_else_narrows_it(cast):
    (grant,) = recorded(cast.omar.id)
    with pytest.raises(RightNotFound):
        narrow_recording(grant.recording_id, NO_GENERATION, actor=cast.mira.actor)


def test_subjects_that_were_excluded_stay_so(session, cast):
    limits = Limits(ends_on=ENDS_ON, prohibited_subjects=("violence",))
    (grant,) = recorded(cast.omar.id, limits=limits)
    narrowing = Narrowing(excluded=frozenset(("politics",)))
    narrow_recording(grant.recording_id, narrowing, actor=cast.omar.actor)
    said = lines_of(session, [grant.thread])[-1].payload["limits"]["prohibited_subjects"]
    assert said == ["violence", "politics"]


def test_it_cannot_end_before_it_begins(cast):
    starts_on = clock.now().date() + timedelta(days=10)
    limits = Limits(ends_on=ENDS_ON, starts_on=starts_on, clients=(NORTHLAB,))
    (grant,) = recorded(cast.omar.id, limits=limits)
    with pytest.raises(EndsTooEarly, match="12 Mar 2026"):
        narrow_recording(
            grant.recording_id,
            Narrowing(ends_on=starts_on - timedelta(days=1)),
            actor=cast.omar.actor,
        )


def test_more_subjects_than_an_opening_takes_are_refused(cast):
    (grant,) = recorded(cast.omar.id)
    many = Narrowing(excluded=frozenset(f"subject_{number}" for number in range(1001)))
    with pytest.raises(TooManySubjects, match="1000"):
        narrow_recording(grant.recording_id, many, actor=cast.omar.actor)
