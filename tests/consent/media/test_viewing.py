"""A recording opens in-house to few, for a reason, watched, and no longer than it is allowed."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Media
from consent.media import queries
from consent.media.errors import (
    MayNotBeOpened,
    MediaGone,
    PreviewNotReady,
    ReasonMissing,
    RecordingNotFound,
    ViewingEnded,
)
from consent.media.models import MediaFile, Reading, Viewing, ViewingReason
from consent.media.viewing import LASTS, PARTNER, open_recording, read_bytes
from foundation import clock
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB
from tests.consent.grants.granted import tell, withdrawn
from tests.consent.media.files import again, kept
from tests.consent.recordings.performed import ENDS_ON, recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
REVIEWERS = ("ada", "ben", "remy", "cora", "admin")
STRANGERS = ("mira", "rolf", "vera", "cleo", "fay", "otto")


def filed(*performers, accepted=True, kinds=(Media.ORIGINAL,)):
    (grant, *others) = recorded(*(each.id for each in performers), accepted=accepted)
    files = [
        kept(grant.recording_id, kind, client=NORTHLAB, watermarked=kind is Media.DERIVED)
        for kind in kinds
    ]
    return grant.recording_id, files, [grant, *others]


def opened(recording, person, reason=ViewingReason.JUDGE):
    viewing = open_recording(recording, reason, actor=person.actor)
    return viewing, read_bytes(recording, viewing, actor=person.actor)


@pytest.mark.parametrize("name", REVIEWERS)
def test_those_who_judge_it_open_it(cast, name):
    recording, (file,), _ = filed(cast.omar)
    _, found = opened(recording, getattr(cast, name))
    assert found.storage_key == file.storage_key
    assert (found.first, found.last) == (0, file.size_bytes - 1)


@pytest.mark.parametrize("name", STRANGERS)
def test_to_everybody_else_it_does_not_exist(cast, name):
    recording, _, _ = filed(cast.omar)
    with pytest.raises(RecordingNotFound):
        opened(recording, getattr(cast, name))


def test_ones_own_is_ones_own_whatever_one_says_and_nobody_elses(cast, session):
    recording, _, _ = filed(cast.omar)
    opened(recording, cast.omar, ViewingReason.CHECK)
    assert session.scalars(select(Viewing.reason)).all() == ["own"]
    for nothing in (ViewingReason.OWN, None):
        with pytest.raises(ReasonMissing):
            opened(recording, cast.remy, nothing)


def test_until_it_is_accepted_it_is_seen_with_its_watermark(cast):
    kinds = (Media.ORIGINAL, Media.DERIVED)
    recording, (_, preview), _ = filed(cast.omar, accepted=False, kinds=kinds)
    for person in (cast.remy, cast.omar):
        assert opened(recording, person)[1].storage_key == preview.storage_key


def test_once_accepted_it_is_seen_as_it_was_recorded(cast):
    recording, (original, _), _ = filed(cast.omar, kinds=(Media.ORIGINAL, Media.DERIVED))
    assert opened(recording, cast.remy)[1].storage_key == original.storage_key


def test_without_a_preview_reviewers_wait_and_its_performer_does_not(cast):
    recording, (original,), _ = filed(cast.omar, accepted=False)
    with pytest.raises(PreviewNotReady):
        opened(recording, cast.remy)
    assert opened(recording, cast.omar)[1].storage_key == original.storage_key


def test_withdrawn_in_the_middle_no_further_range_begins(cast, session):
    recording, _, (grant,) = filed(cast.omar)
    viewing, _ = opened(recording, cast.remy)
    tell(grant, withdrawn(grant))
    with pytest.raises(MayNotBeOpened, match="this consent is withdrawn"):
        read_bytes(recording, viewing, "bytes=10-19", actor=cast.remy.actor)
    assert len(session.scalars(select(Reading)).all()) == 1


def test_withdrawn_its_performer_still_hears_it_until_it_is_destroyed(cast):
    recording, (file,), (grant,) = filed(cast.omar)
    tell(grant, withdrawn(grant))
    opened(recording, cast.omar)
    with transaction() as writing:
        writing.get_one(MediaFile, file.id).destroyed_at = now()
    assert again(file).destroyed_at
    with pytest.raises(MediaGone):
        opened(recording, cast.omar)


def test_what_a_partner_took_back_no_longer_opens_and_nobody_says_who_it_was(cast):
    recording, _, (omars, _) = filed(cast.omar, cast.mira)
    opened(recording, cast.mira)
    tell(omars, withdrawn(omars))
    with pytest.raises(MayNotBeOpened, match=PARTNER):
        opened(recording, cast.mira)
    opened(recording, cast.omar)


def test_a_limit_on_what_is_made_of_it_does_not_keep_a_reviewer_from_judging_it(cast):
    limits = Limits(ends_on=ENDS_ON, end_products=("support",), territories=("DE",))
    (grant,) = recorded(cast.omar.id, limits=limits)
    kept(grant.recording_id, client=NORTHLAB)
    opened(grant.recording_id, cast.remy)


def test_a_viewing_ends_by_itself(cast):
    recording, _, _ = filed(cast.omar)
    viewing, _ = opened(recording, cast.remy)
    clock.move(LASTS - timedelta(seconds=1))
    read_bytes(recording, viewing, actor=cast.remy.actor)
    clock.move(timedelta(seconds=1))
    with pytest.raises(ViewingEnded):
        read_bytes(recording, viewing, actor=cast.remy.actor)


def test_a_viewing_is_good_for_nobody_else_and_for_no_other_recording(cast):
    recording, _, _ = filed(cast.omar)
    another, _, _ = filed(cast.omar)
    viewing, _ = opened(recording, cast.remy)
    for where, who in ((recording, cast.cora), (another, cast.remy), (new_id(), cast.remy)):
        with pytest.raises(RecordingNotFound):
            read_bytes(where, viewing, actor=who.actor)


def test_its_performer_sees_who_opened_it_and_why(cast, session):
    recording, _, _ = filed(cast.omar)
    viewing, _ = opened(recording, cast.ben)
    read_bytes(recording, viewing, "bytes=5-9", actor=cast.ben.actor)
    with transaction() as writing:
        (seen,) = queries.viewings_as(writing, recording, cast.omar.actor)
    assert (seen.reader_id, seen.acted_as) == (cast.ben.id, "client_producer")
    assert (seen.because, seen.parts) == ("to judge the take", 2)
    exported = queries.exports_of(session, cast.omar.id)["recordings_opened"]
    assert [each["because"] for each in exported] == ["to judge the take"]


def test_what_was_read_can_never_be_unsaid(cast):
    recording, _, _ = filed(cast.omar)
    opened(recording, cast.remy)
    for table in ("consent_media_viewing", "consent_media_reading"):
        db.session.rollback()
        with pytest.raises(DBAPIError, match="append-only"), transaction() as writing:
            writing.execute(db.text(f"DELETE FROM {table}"))
