"""A take that is complete, of a performer or of a client: who reads its check, who marks it."""

from uuid import UUID, uuid4

from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings.models import Booking, Place
from marketplace.casting.models import Engagement
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.reports import Report
from marketplace.takes.models import Take, TakeState, Track, TrackFile, TrackState
from tests.access.bookings import ARRANGES, ENGAGEMENT, PERFORMERS, a_call, of_client
from tests.access.rules import Own, Rule, Values
from tests.cast import Person as CastPerson

TRACK = UUID("00000000-0000-4000-8000-00000000e002")
_SPAN = {"track": str(TRACK), "kind": "real_name", "begins": "0:01", "ends": "0:02"}


def a_take(person: CastPerson) -> Values:
    """Their own, of a client of whom nobody else here is."""
    return {"take_id": _take(a_call(person))}


def of_a_client(person: CastPerson) -> Values:
    return {"take_id": _take(of_client(person))}


def _take(booked: Values) -> UUID:
    with transaction() as session:
        booking = session.get_one(Booking, booked["booking_id"])
        place = session.query(Place).filter_by(booking_id=booking.id).one()
        take = Take(
            booking_id=booking.id,
            gig_id=booking.gig_id,
            client_id=booking.client_id,
            number=1,
            brief_version_id=session.get_one(Engagement, ENGAGEMENT).brief_version_id,
            begun_by=place.performer_id,
            complete_at=now(),
            state=TakeState.TO_JUDGE,
        )
        session.add(take)
        session.flush()
        track = Track(
            take_id=take.id,
            engagement_id=ENGAGEMENT,
            performer_id=place.performer_id,
            recording_id=uuid4(),
            state=TrackState.FIT,
        )
        track.id = TRACK
        session.add(track)
        session.flush()
        session.add(_file(track))
        return take.id


def _file(track: Track) -> TrackFile:
    assert track.recording_id is not None
    return TrackFile(
        recording_id=track.recording_id,
        track_id=track.id,
        sha256=f"sha256:{'0' * 64}",
        media_type="audio/wav",
        size_bytes=1,
        storage_key=f"uploads/{track.recording_id}",
        report=Report(Measured(seconds=60.0), ()).as_json(),
    )


_WORDS = {"text": "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n"}


def a_track(person: CastPerson) -> Values:
    return {**a_take(person), "track_id": TRACK}


def track_of_a_client(person: CastPerson) -> Values:
    return {**of_a_client(person), "track_id": TRACK}


_MARK = {"track_id": str(TRACK), "kind": "music", "begins_ms": 0, "ends_ms": 1_000}

ROWS: dict[str, Rule] = {
    "GET api_checks.TakeCheck": Own(a_take, roles=PERFORMERS),
    "GET api_checks.TakeCheck of a client": Own(of_a_client, roles=ARRANGES),
    "GET api_checks.TrackTranscript": Own(a_track, roles=PERFORMERS),
    "GET api_checks.TrackTranscript of a client": Own(track_of_a_client, roles=ARRANGES),
    "POST api_checks.TakeMarks": Own(a_take, roles=PERFORMERS, send=_MARK),
    "POST api_checks.TakeMarks of a client": Own(of_a_client, roles=ARRANGES, send=_MARK),
    "POST api_checks.TrackTranscript": Own(a_track, roles=PERFORMERS, send=_WORDS),
    "POST api_checks.TrackTranscript of a client": Own(
        track_of_a_client, roles=ARRANGES, send=_WORDS
    ),
    "GET take_checks.last_look": Own(a_take, roles=PERFORMERS),
    "GET take_checks.page": Own(a_take, roles=PERFORMERS),
    "GET take_checks.page of a client": Own(of_a_client, roles=ARRANGES),
    "GET transcripts.file": Own(a_track, roles=PERFORMERS),
    "GET transcripts.file of a client": Own(track_of_a_client, roles=ARRANGES),
    "GET transcripts.page": Own(a_track, roles=PERFORMERS),
    "GET transcripts.page of a client": Own(track_of_a_client, roles=ARRANGES),
    "POST take_checks.cut_span": Own(a_take, roles=PERFORMERS, send=_SPAN),
    "POST take_checks.mark_span": Own(a_take, roles=PERFORMERS, send=_SPAN),
    "POST take_checks.mark_span of a client": Own(of_a_client, roles=ARRANGES, send=_SPAN),
    "POST take_checks.open_tracks": Own(a_take, roles=PERFORMERS),
    "POST take_checks.open_tracks of a client": Own(of_a_client, roles=ARRANGES),
    "POST transcripts.write_transcript": Own(a_track, roles=PERFORMERS, send=_WORDS),
    "POST transcripts.write_transcript of a client": Own(
        track_of_a_client, roles=ARRANGES, send=_WORDS
    ),
}
