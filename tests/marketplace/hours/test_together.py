"""Two at once about the same hours: each line is decided once and paid once, on either database."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.errors import DomainError
from marketplace.hours import approving, steps
from marketplace.hours.approving import approve_hours, decide_open
from marketplace.hours.correcting import correct_line
from marketplace.hours.errors import LineIsDecided, NothingToApprove
from marketplace.hours.models import Because, LineKind
from marketplace.hours.standing import standings
from tests.databases.crowd import at_once
from tests.marketplace.hours.worked import earned, later, line, over, sheet

PAID = [
    ("briefing", 1, 1500),
    ("de_role", 10, 1000),
    ("hours", 10, 1000),
    ("hours", 170, 17000),
    ("tech_check", 1, 1000),
]


@pytest.mark.usefixtures("each_connection")
def test_of_eight_who_approve_at_once_one_does_and_it_is_paid_once(app, cast):
    sheet_id = sheet(over(cast), cast.omar).id
    people = (cast.ben, cast.ada)
    db.session.remove()
    found = at_once(app, 8, lambda who: approve_hours(sheet_id, actor=people[who % 2].actor))
    refused = [each for each in found if isinstance(each, Exception)]
    assert [type(each) for each in refused] == [NothingToApprove] * 7
    assert earned(cast.omar) == PAID


@pytest.mark.usefixtures("each_connection")
def test_of_who_approves_and_who_corrects_at_once_one_is_refused(app, cast):
    booking_id = over(cast)
    sheet_id = sheet(booking_id, cast.omar).id
    acts = (
        lambda: approve_hours(sheet_id, [LineKind.CALL], actor=cast.ben.actor),
        lambda: correct_line(sheet_id, LineKind.CALL, 99, Because.OTHER, actor=cast.omar.actor),
    )
    db.session.remove()
    found = at_once(app, 2, lambda which: acts[which]())
    refused = [each for each in found if isinstance(each, DomainError)]
    assert len(refused) == 1
    approved = isinstance(refused[0], LineIsDecided)
    assert isinstance(refused[0], LineIsDecided | NothingToApprove)
    assert (line(booking_id, cast.omar, LineKind.CALL).decision is not None) is approved


@pytest.mark.usefixtures("each_database")
def test_what_is_approved_by_itself_twice_at_once_is_paid_once(app, cast):
    sheet_id = sheet(over(cast), cast.omar).id
    later(days=6)
    db.session.remove()
    assert sorted(at_once(app, 4, lambda _: _by_itself(sheet_id))) == [False] * 3 + [True]
    assert earned(cast.omar) == PAID


@pytest.mark.usefixtures("session")
def test_without_what_was_read_before_the_key_still_keeps_the_second_out(cast, monkeypatch):
    """The planted fault: nobody sees what was decided."""
    sheet_id = sheet(over(cast), cast.omar).id
    approve_hours(sheet_id, actor=cast.ben.actor)
    monkeypatch.setattr(approving, "standings", _undecided)
    with pytest.raises(IntegrityError):
        approve_hours(sheet_id, actor=cast.ben.actor)
    db.session.rollback()
    assert earned(cast.omar) == PAID


def _undecided(session, of):
    return {kind: replace(each, decision=None) for kind, each in standings(session, of).items()}


def _by_itself(sheet_id):
    with transaction() as session:
        return decide_open(session, steps.locked(session, sheet_id), actor=SYSTEM)
