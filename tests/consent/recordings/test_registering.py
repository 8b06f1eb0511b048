"""Consent begins with the file it is about, for each performer and agreement."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consent.decisions.deciding import decide
from consent.grants.models import Grant, Right, State
from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import Use
from consent.ledger.models import LedgerOutbox
from consent.recordings.errors import (
    NobodySigned,
    RegisteredOtherwise,
    SameFile,
    SignedForAnother,
    SignedTwice,
)
from consent.recordings.models import Recording
from consent.recordings.registering import register_recording
from consent.terms.purpose import Purpose
from foundation import clock
from foundation.database import transaction
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.recordings.performed import a_recording, recorded, signed

pytestmark = pytest.mark.usefixtures("each_database", "app")
TO_EVALUATE = Purpose(client=NORTHLAB, use=Use.EVALUATION)
TO_REVIEW = Purpose(client=NORTHLAB, use=Use.REVIEW)


def register(recording, *papers):
    with transaction() as session:
        return [grant.id for grant in register_recording(session, recording, papers)]


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_there_is_a_grant_for_each_performer_and_agreement(session, cast):
    papers = [signed(cast.omar.id), signed(cast.omar.id), signed(cast.mira.id)]
    assert len(register(a_recording(), *papers)) == 3
    assert {right.state for right in session.scalars(select(Right))} == {State.GIVEN}


def test_the_ledger_is_told_in_the_same_transaction(session, cast):
    (grant,) = recorded(cast.omar.id, accepted=False)
    told = [line.entry.event.type.value for line in lines_of(session, [grant.thread])]
    assert told == ["consent.given", "recording.registered"]


def test_before_its_take_is_accepted_it_may_be_reviewed_and_nothing_else(session, cast):
    (grant,) = recorded(cast.omar.id, accepted=False)
    assert decide(session, grant.recording_id, TO_REVIEW).permitted
    assert not decide(session, grant.recording_id, TO_EVALUATE).permitted


def test_the_same_recording_again_is_nothing_new(session, cast):
    recording, paper = a_recording(), signed(cast.omar.id)
    register(recording, paper)
    before = count(session, LedgerOutbox)
    session.rollback()
    clock.move(timedelta(hours=1))
    assert register(recording, paper) == []
    assert (count(session, LedgerOutbox), count(session, Grant)) == (before, 1)


def test_the_same_id_for_something_else_is_refused(cast):
    recording, paper = a_recording(), signed(cast.omar.id)
    register(recording, paper)
    other = replace(recording, sha256="sha256:" + "e" * 64)
    with pytest.raises(RegisteredOtherwise):
        register(other, paper)


def test_one_file_is_one_recording_of_a_client(session, cast):
    recording = a_recording()
    register(recording, signed(cast.omar.id))
    with pytest.raises(SameFile):
        register(a_recording(sha256=recording.sha256), signed(cast.omar.id))
    assert count(session, Recording) == 1
    session.rollback()
    register(a_recording(RIVALLAB, sha256=recording.sha256), signed(cast.omar.id, client=RIVALLAB))


def test_nothing_is_kept_for_which_nobody_signed(session):
    with pytest.raises(NobodySigned):
        register(a_recording())
    assert count(session, Recording) == 0


def test_what_was_signed_for_another_client_does_not_count(cast):
    with pytest.raises(SignedForAnother):
        register(a_recording(), signed(cast.omar.id, client=RIVALLAB))


def test_one_agreement_counts_once_for_a_performer(cast):
    paper = signed(cast.omar.id)
    with pytest.raises(SignedTwice):
        register(a_recording(), paper, paper)
