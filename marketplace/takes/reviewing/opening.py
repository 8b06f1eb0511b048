"""Opens the tracks of a take for who judges it, each on record for its performer."""

from collections.abc import Iterable

from flask import flash

from consent.media.models import ViewingReason
from consent.media.viewing import open_recording
from foundation.actors import Actor
from marketplace.takes.checking.playing import CLOSED
from marketplace.takes.reviewing.showing import Heard


def open_tracks(heard: Iterable[Heard], reason: ViewingReason, *, actor: Actor) -> None:
    """What cannot be opened now is said, and the others are opened all the same."""
    waiting = [each.track.recording_id for each in heard if not _plays(each)]
    for recording_id in filter(None, waiting):
        try:
            open_recording(recording_id, reason, actor=actor)
        except CLOSED as refused:
            flash(str(refused))


def _plays(heard: Heard) -> bool:
    return heard.player is not None and heard.player.viewing_id is not None
