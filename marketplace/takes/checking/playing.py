"""How the tracks of a take are played on its pages: opened on record, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from consent.media.choosing import Wanted
from consent.media.errors import (
    CopyNotReady,
    MayNotBeOpened,
    MediaGone,
    PreviewNotReady,
    RecordingNotFound,
    ViewingEnded,
)
from consent.media.models import ViewingReason
from consent.media.viewing import file_for, open_recording, open_viewing
from foundation.actors import Actor
from foundation.database import db
from marketplace.takes.checking.seeing import seen_tracks
from marketplace.takes.models import Track

CLOSED = (
    CopyNotReady,
    MayNotBeOpened,
    MediaGone,
    PreviewNotReady,
    RecordingNotFound,
    ViewingEnded,
)


@dataclass(frozen=True, slots=True)
class Player:
    """A track that was opened, or why it does not play."""

    viewing_id: UUID | None = None
    media_type: str = ""
    why_not: str = ""

    @property
    def is_film(self) -> bool:
        return self.media_type.startswith("video/")


def open_tracks(take_id: UUID, *, actor: Actor) -> None:
    """Each that this person sees. What may not be opened says so on the page."""
    _, tracks = seen_tracks(db.session(), take_id, actor)
    recordings = [each.recording_id for each in tracks if each.recording_id]
    db.session.rollback()
    for each in recordings:
        try:
            open_recording(each, ViewingReason.JUDGE, actor=actor)
        except CLOSED:
            continue


def player_of(session: Session, track: Track, actor: Actor) -> Player | None:
    """None until it is opened, where it can be."""
    if track.recording_id is None:
        return None
    return _player(session, track.recording_id, actor, Wanted.PLAY)


def mix_player(session: Session, tracks: Sequence[Track], actor: Actor) -> Player | None:
    """Of all tracks together, once each is open."""
    first = next((each.recording_id for each in tracks if each.recording_id), None)
    found = _player(session, first, actor, Wanted.MIX) if first and len(tracks) > 1 else None
    return found if found and found.viewing_id else None


def _player(session: Session, recording_id: UUID, actor: Actor, wanted: Wanted) -> Player | None:
    viewing = open_viewing(session, recording_id, actor)
    blind = viewing is not None and viewing.reason == ViewingReason.SECOND
    try:
        file = file_for(session, recording_id, actor, wanted, blind=blind)
    except CLOSED as refused:
        return Player(why_not=str(refused))
    return Player(viewing.id, file.media_type) if viewing else None
