"""Who works for the client now is told of its hours, not who asked for the booking and left."""

import pytest
from sqlalchemy import select

from foundation.database import db
from foundation.notices.models import Notice
from marketplace.accounts.people.actions import end_role
from marketplace.hours.correcting import correct_line
from marketplace.hours.models import Because, LineKind
from tests.marketplace.hours.worked import BEGIN, DAY, later, over, sheet, tap
from tests.marketplace.takes.played import met, signed_sisters

pytestmark = pytest.mark.usefixtures("session")


def told(kind):
    db.session.rollback()
    return set(db.session().scalars(select(Notice.account_id).where(Notice.kind == kind)))


def leaves(cast):
    end_role(cast.ben.id, cast.ben.grant_id, because="left", actor=cast.admin.actor)


def test_who_left_hears_of_no_hours_any_more(cast):
    booking_id = met(cast, signed_sisters(cast))
    tap(booking_id, cast.omar, *BEGIN)
    leaves(cast)
    tap(booking_id, cast.omar, *DAY[1:])
    later(minutes=1)
    sheet_id = sheet(booking_id, cast.omar).id
    correct_line(sheet_id, LineKind.CALL, 60, Because.OTHER, actor=cast.omar.actor)
    later(days=14)
    assert told("hours.to_approve") == told("hours.corrected") == {cast.ada.id}
    assert told("hours.approved") == {cast.ada.id, cast.omar.id, cast.mira.id}


def test_as_long_as_they_work_there_they_alone_are_told(cast):
    over(cast)
    assert told("hours.to_approve") == {cast.ben.id}
