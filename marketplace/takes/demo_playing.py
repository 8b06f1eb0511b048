"""How a take of the demo comes in: stored, registered and checked as those of performers are."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Media
from consent.media.filing import NewFile
from foundation import storage
from foundation.actors import Actor
from foundation.database import transaction
from foundation.ids import new_id
from foundation.web import settings
from marketplace.accounts.roles import Role
from marketplace.bookings import steps as bookings
from marketplace.pricing.engaged import engaged
from marketplace.takes import coming_in, steps
from marketplace.takes.checking.comparing import Asked, compare
from marketplace.takes.checking.finishing import finish
from marketplace.takes.checking.keeping import FOLDER
from marketplace.takes.checking.reports import Report
from marketplace.takes.coming_in import NewTrack
from marketplace.takes.demo_sounds import Tone
from marketplace.takes.models import Take, Track, TrackFile

_MINUTES_APART = 9


@dataclass(frozen=True, slots=True)
class _Sent:
    recording_id: UUID
    tone: Tone
    client_id: UUID


def begin(booking_id: UUID, *, actor: Actor) -> UUID:
    """As if the takes of a booking had been played one after the other."""
    with transaction() as session:
        booking = bookings.locked(session, booking_id)
        take = steps.begin_take(session, booking, actor=actor)
        take.begun_at = booking.starts_at + timedelta(minutes=_MINUTES_APART * take.number)
        return take.id


def play(take_id: UUID, tones: Mapping[UUID, Tone], *, checked: bool = True) -> None:
    """One tone of each performer who sent theirs. Bytes first, then what is said of them."""
    new = {performer_id: _stored(tone) for performer_id, tone in tones.items()}
    with transaction() as session:
        take = steps.locked(session, take_id)
        sent = [
            _Sent(_received(session, take, each, new[each.performer_id]), tone, take.client_id)
            for each in steps.tracks_of(session, take_id)
            if (tone := tones.get(each.performer_id)) is not None
        ]
    if checked:
        check(sent)


def check(sent: Sequence[_Sent]) -> None:
    previews = [_preview(each) for each in sent]
    with transaction() as session:
        for each, preview in zip(sent, previews, strict=True):
            measured = each.tone.measured()
            missed = tuple(compare(measured, _asked(session, each.recording_id)))
            files = [] if missed else [preview]
            finish(session, each.recording_id, Report(measured, missed), files)


def _received(session: Session, take: Take, track: Track, new: NewTrack) -> UUID:
    sender = Actor(track.performer_id, Role.PERFORMER)
    return coming_in.take_in(session, take, track, new, actor=sender)


def _stored(tone: Tone) -> NewTrack:
    content = tone.original()
    key = f"uploads/{new_id()}"
    storage.of(settings()).put(key, BytesIO(content))
    digest = hashlib.sha256(content).hexdigest()
    return NewTrack(
        sha256=f"sha256:{digest}",
        media_type="audio/wav",
        size_bytes=len(content),
        storage_key=key,
    )


def _preview(sent: _Sent) -> NewFile:
    content = sent.tone.preview()
    key = f"{FOLDER}{sent.recording_id}/preview.wav"
    storage.of(settings()).put(key, BytesIO(content))
    return NewFile(
        recording=sent.recording_id,
        client=sent.client_id,
        kind=Media.DERIVED,
        sha256=f"sha256:{hashlib.sha256(content).hexdigest()}",
        media_type="audio/wav",
        size_bytes=len(content),
        storage_key=key,
        watermarked=True,
    )


def _asked(session: Session, recording_id: UUID) -> Asked:
    track_id = session.get_one(TrackFile, recording_id).track_id
    engagement_id = session.get_one(Track, track_id).engagement_id
    content = engaged(session, [engagement_id])[engagement_id].content
    return Asked(content.recording, content.brief.take_seconds)


def too_quiet(tone: Tone) -> Tone:
    """The machine finds two things to mend in it: its rate is too low as well."""
    return replace(tone, level=180, rate=16_000)
