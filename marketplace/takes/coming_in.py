"""A file comes in for a track: it becomes a recording with its grants, and is checked next."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Media
from consent.media.filing import NewFile, keep_media
from consent.recordings import judging
from consent.recordings.errors import SameFile
from consent.recordings.registering import NewRecording, register_recording
from consent.signing.queries import signed_terms
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.ids import new_id
from marketplace.requests.models import RequestVersion
from marketplace.takes import steps
from marketplace.takes.errors import NothingSigned, SameFileAgain, TrackIsThere
from marketplace.takes.models import Take, TakeState, Track, TrackFile, TrackState

AWAITS = (TrackState.AWAITED, TrackState.MISSED)
"""A file; one that is here and fit, or being checked, is not replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTrack:
    """Its bytes are in storage already."""

    sha256: str
    """As the ledger spells it: `sha256:` and 64 digits."""
    media_type: str
    size_bytes: int
    storage_key: str


def take_in(session: Session, take: Take, track: Track, new: NewTrack, *, actor: Actor) -> UUID:
    """A step, under the take's lock: the recording's id. An unfit file is replaced: what it was
    stays on record, its bytes are destroyed, and it is never accepted with the take."""
    steps.refuse_unless(take, TakeState.COMING_IN)
    if track.state not in AWAITS:
        raise TrackIsThere
    if track.recording_id is not None:
        judging.let_go(session, track.recording_id, cause="replaced", role=SYSTEM.role)
    recording_id = _register(session, take, track, new, actor)
    session.add(
        TrackFile(
            recording_id=recording_id,
            track_id=track.id,
            sha256=new.sha256,
            media_type=new.media_type,
            size_bytes=new.size_bytes,
            storage_key=new.storage_key,
        )
    )
    track.recording_id, track.state = recording_id, TrackState.CHECKING
    steps.record(session, take, "came_in", actor=actor, track=str(track.id))
    return recording_id


def _register(session: Session, take: Take, track: Track, new: NewTrack, actor: Actor) -> UUID:
    signed = signed_terms(session, track.engagement_id, track.performer_id)
    if not signed:
        raise NothingSigned
    brief = session.get_one(RequestVersion, take.brief_version_id)
    recording = NewRecording(
        id=new_id(),
        client_id=take.client_id,
        take_id=take.id,
        sha256=new.sha256,
        recorded_at=now(),
        brief_hash=brief.hash,
        brief_dated_at=brief.dated_at,
    )
    try:
        register_recording(session, recording, signed, role=actor.role)
    except SameFile:
        raise SameFileAgain from None
    keep_media(session, _original(take, recording.id, new))
    return recording.id


def _original(take: Take, recording_id: UUID, new: NewTrack) -> NewFile:
    return NewFile(
        recording=recording_id,
        client=take.client_id,
        kind=Media.ORIGINAL,
        sha256=new.sha256,
        media_type=new.media_type,
        size_bytes=new.size_bytes,
        storage_key=new.storage_key,
    )
