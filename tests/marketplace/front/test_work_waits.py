"""On everybody's first page: what waits about takes and hours, by when, until it is done."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from foundation import hooks
from foundation.cases.models import Case
from foundation.clock import hold, now
from foundation.database import db, transaction
from marketplace.hours.approving import agree_to_end, approve_hours
from marketplace.hours.correcting import answer_correction, correct_line
from marketplace.hours.disputing import dispute_line, settle_dispute
from marketplace.hours.models import Because, LineKind
from marketplace.takes.appeals.actions import appeal_take, decide_appeal
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.arriving.stopping import stop_take
from marketplace.takes.models import TrackState
from marketplace.takes.reviewing.actions import claim_take, decide_take
from marketplace.takes.reviewing.delegating import delegate
from marketplace.takes.self_reports.actions import make_report
from marketplace.takes.self_reports.models import Partner, Safety
from marketplace.takes.steps import locked
from tests.marketplace.bookings.booked import CALL
from tests.marketplace.hours.worked import BEGIN, later, over, sheet, tap
from tests.marketplace.takes.played import (
    begun,
    met,
    sent,
    signed_sisters,
    take,
    to_judge,
    track_of,
)
from tests.marketplace.takes.reviewing.opinions import again, bad, good
from tests.marketplace.takes.reviewing.test_judging import request_of

pytestmark = pytest.mark.usefixtures("session")


def waits(person):
    """What it says before the title, and how many hours are left."""
    session = db.session()
    session.rollback()
    found = [each for each in hooks.waiting(session, person.actor) if _is_work(each.url)]
    return {each.label.split(":")[0]: _hours(each.due_at) for each in found}


def said_to_us(cast, words):
    """To whoever of ours was given it."""
    ours = (cast.cora, cast.admin)
    found = [each.label for who in ours for each in hooks.waiting(db.session(), who.actor)]
    return sum(words in each for each in found)


def _is_work(url):
    return url.startswith(("/takes/", "/judging/")) or url.endswith(("/hours", "/takes"))


def _hours(due_at):
    return due_at and round((due_at - now()) / timedelta(hours=1))


def test_a_track_waits_until_it_is_there_and_once_more_where_it_is_to_be_mended(cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    assert waits(cast.omar) == {"Send your track": 168}
    assert waits(cast.otto) == waits(cast.ben) == {}
    sent(take_id, cast.omar)
    assert waits(cast.omar) == {}
    with transaction() as session:
        locked(session, take_id)
        session.merge(track_of(take_id, cast.omar)).state = TrackState.MISSED
    assert waits(cast.omar) == {"Mend your track": 168}


def test_a_complete_take_waits_for_who_judges_and_for_a_last_look(cast):
    take_id = to_judge(cast)
    look = "Last look, cut what should not go out"
    assert waits(cast.omar) == {look: 48}
    assert waits(cast.ben) == waits(cast.ada) == {"Judge": 168}
    assert waits(cast.remy) == waits(cast.rolf) == waits(cast.vera) == {}
    delegate(request_of(take_id), cast.remy.id, actor=cast.ben.actor)
    claim_take(take_id, actor=cast.remy.actor)
    assert (waits(cast.remy), waits(cast.ben)) == ({"Judge": 168}, {})
    decide_take(take_id, good(take_id), actor=cast.remy.actor)
    assert (waits(cast.remy), waits(cast.omar)) == ({}, {look: 48})
    hold(now() + timedelta(hours=48))
    assert waits(cast.omar) == {}


def test_what_is_asked_for_again_waits_as_long_as_it_can_be_played(cast):
    take_id = to_judge(cast)
    decide_take(take_id, again(), actor=cast.ben.actor)
    assert waits(cast.mira) == {"Play take 1 again": 168}
    second = begun(cast, take(take_id).booking_id)
    assert waits(cast.mira) == {"Send your track": 168}
    stop_take(second, actor=cast.mira.actor)
    assert waits(cast.mira) == {}
    assert said_to_us(cast, "Stop word") == 1


def test_a_rejection_waits_for_an_appeal_and_that_for_who_had_no_part(cast):
    take_id = to_judge(cast)
    decide_take(take_id, bad(), actor=cast.ben.actor)
    assert waits(cast.omar) == {"Rejected, read why or appeal": 14 * 24}
    appeal_take(take_id, "No.", actor=cast.omar.actor)
    assert waits(cast.remy) == {"Answer an appeal": 7 * 24}
    assert waits(cast.ben) == waits(cast.cora) == {}
    decide_appeal(take_id, AppealOutcome.UPHELD, "So.", actor=cast.remy.actor)
    assert waits(cast.remy) == waits(cast.omar) == {}


def test_how_it_was_is_asked_for_a_week_of_those_who_came_until_they_say_it(cast):
    booking_id = met(cast, signed_sisters(cast))

    def is_asked(person):
        db.session.rollback()
        found = hooks.waiting(db.session(), person.actor)
        return f"/bookings/{booking_id}/self-report" in {each.url for each in found}

    assert not is_asked(cast.omar)
    hold(CALL + timedelta(hours=6))
    assert is_asked(cast.omar)
    assert not any(map(is_asked, (cast.otto, cast.ben, cast.cora)))
    make_report(booking_id, Safety.SAFE, Partner.RESPECTFUL, "", actor=cast.omar.actor)
    assert not is_asked(cast.omar)
    assert is_asked(cast.mira)
    hold(now() + timedelta(days=7))
    assert not is_asked(cast.mira)


def test_hours_wait_for_approval_and_an_end_that_nobody_pressed_for_its_performer(cast):
    booking_id = met(cast, signed_sisters(cast))
    tap(booking_id, cast.omar, *BEGIN)
    hold(CALL + timedelta(hours=6))
    later()
    assert waits(cast.omar) == {"Did it end as planned": 168}
    assert waits(cast.ben) == {}
    agree_to_end(sheet(booking_id, cast.omar).id, actor=cast.omar.actor)
    assert waits(cast.omar) == {}
    assert waits(cast.ben) == {"Approve hours of Omar": 168}
    approve_hours(sheet(booking_id, cast.omar).id, actor=cast.ben.actor)
    assert waits(cast.ben) == {}


def test_a_correction_waits_for_the_other_side_and_a_dispute_as_a_case(cast):
    booking_id = over(cast)
    omars = sheet(booking_id, cast.omar).id
    approve_hours(sheet(booking_id, cast.mira).id, actor=cast.ben.actor)
    answer = "Answer a correction of hours"
    correct_line(omars, LineKind.CALL, 10, Because.OTHER, actor=cast.ben.actor)
    assert waits(cast.omar) == {answer: 168}
    assert list(waits(cast.ben)) == ["Approve hours of Omar"]
    answer_correction(omars, LineKind.CALL, True, actor=cast.omar.actor)
    correct_line(omars, LineKind.CALL, 20, Because.OTHER, actor=cast.omar.actor)
    assert waits(cast.omar) == {}
    assert answer in waits(cast.ben)
    hold(now() + timedelta(hours=168))
    assert waits(cast.ben) == {}


@pytest.mark.parametrize("owner", ["cora", "admin"])
def test_what_is_disputed_is_said_once_to_who_decides_it(cast, owner):
    booking_id = over(cast)
    omars = sheet(booking_id, cast.omar).id
    dispute_line(omars, LineKind.CALL, "No.", actor=cast.omar.actor)
    with transaction() as session:
        session.execute(update(Case).values(owner_id=getattr(cast, owner).id))
    found = hooks.waiting(db.session(), cast.cora.actor)
    assert sum("hours" in each.label.lower() for each in found) == 1
    approve_hours(omars, actor=cast.ben.actor)
    assert list(waits(cast.ben)) == ["Approve hours of Mira"]
    settle_dispute(omars, LineKind.CALL, 60, actor=cast.cora.actor)
    assert waits(cast.cora) == {}
