"""Applying: a draft nobody else sees, submitted once, taken back, and owed an answer."""

from datetime import UTC, datetime

import pytest

from foundation.database import db
from foundation.notices.models import Notice
from marketplace.casting import applying, reading
from marketplace.casting.errors import (
    ApplicationIncomplete,
    ApplicationNotFound,
    ApplicationNotInThatState,
    GigNotFound,
    NoSuchPart,
    NotOpenToApplications,
)
from marketplace.casting.models import ApplicationState as State
from tests.marketplace.casting.scene import application, applied, drafted, later, opened

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def gig(cast):
    return opened(cast)


def test_a_draft_is_kept_and_written_on_and_seen_by_nobody_else(cast, gig):
    made = drafted(gig, cast.omar, note="First words.")
    assert drafted(gig, cast.omar, note="Better words.") == made
    assert application(made).note == "Better words."
    for other in (cast.ben, cast.cleo):
        with pytest.raises(ApplicationNotFound):
            reading.application_to_cast(db.session(), made, other.actor)
    with pytest.raises(ApplicationNotFound):
        reading.own_application(db.session(), made, cast.mira.actor)


def test_submitting_twice_changes_nothing(cast, gig):
    made = applied(gig, cast.omar)
    first = application(made).submitted_at
    later(1)
    applying.submit_application(made, actor=cast.omar.actor)
    assert application(made).submitted_at == first


def test_an_answer_is_owed_a_week_after_the_last_day_to_apply_where_the_client_counts(cast, gig):
    made = applied(gig, cast.omar)
    assert application(made).answer_due_at == datetime(2026, 3, 27, 23, tzinfo=UTC)


def test_the_clients_people_are_told(cast, gig):
    applied(gig, cast.omar)
    told = {row.account_id for row in db.session().query(Notice).filter_by(kind="casting.applied")}
    assert told == {cast.ada.id, cast.ben.id}


def test_without_a_word_or_a_tape_nothing_is_submitted(cast, gig):
    with pytest.raises(ApplicationIncomplete):
        applied(gig, cast.omar, note=" ")


def test_there_is_no_such_part(cast, gig):
    with pytest.raises(NoSuchPart):
        drafted(gig, cast.omar, "nobody")


def test_only_performers_apply(cast, gig):
    with pytest.raises(GigNotFound):
        drafted(gig, cast.ben)


def test_after_the_last_day_a_draft_stays_a_draft(cast, gig):
    made = drafted(gig, cast.omar)
    later(19)
    with pytest.raises(NotOpenToApplications):
        applying.submit_application(made, actor=cast.omar.actor)
    assert application(made).state is State.DRAFT


def test_what_was_taken_back_can_be_submitted_again(cast, gig):
    made = applied(gig, cast.omar)
    applying.withdraw_application(made, actor=cast.omar.actor)
    assert application(made).state is State.WITHDRAWN
    with pytest.raises(ApplicationNotInThatState):
        applying.withdraw_application(made, actor=cast.omar.actor)
    assert applied(gig, cast.omar) == made
    assert application(made).state is State.SUBMITTED
