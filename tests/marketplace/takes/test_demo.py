"""The demo has takes in every state, and a second start adds nothing."""

import pytest
from sqlalchemy import select

from consent.agreements import demo as agreements
from consent.recordings.models import Recording
from foundation.database import db
from foundation.hooks import DemoSize
from marketplace.accounts import demo as accounts
from marketplace.bookings import demo as bookings
from marketplace.clients import demo as clients
from marketplace.facts.models import Fact
from marketplace.takes import demo
from marketplace.takes.checking.models import Mark, Transcript
from marketplace.takes.checking.reports import report_of
from marketplace.takes.models import Take, TakeState, Track, TrackFile, TrackState
from marketplace.takes.reviewing.models import TakeClaim, TakeReview
from marketplace.takes.reviewing.second_models import SecondOpinion
from marketplace.takes.self_reports.models import FeltBeat, SelfReport

pytestmark = pytest.mark.usefixtures("session")


def test_every_state_is_there_once_however_often_it_starts():
    _start()
    first = _counts()
    session = db.session()
    assert set(session.scalars(select(Take.state))) == set(TakeState)
    assert set(session.scalars(select(Track.state))) == set(TrackState)
    reports = [report_of(each) for each in session.scalars(select(TrackFile))]
    assert {each.miss.value for report in reports if report for each in report.missed} == {
        "sample_rate",
        "too_quiet",
    }
    assert all(first)
    _start()
    assert _counts() == first


def _start():
    for part in (accounts, clients, agreements, bookings, demo):
        part.make(DemoSize(performers=0, recordings=0, seed=1))
        db.session.rollback()


def _counts():
    session = db.session()
    session.rollback()
    judged = (TakeReview, TakeClaim, SecondOpinion)
    said = (Mark, Transcript, SelfReport, FeltBeat)
    kinds = (Take, TrackFile, Recording, Fact, *judged, *said)
    return [session.query(kind).count() for kind in kinds]
