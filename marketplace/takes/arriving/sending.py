"""A performer sends their track of a take: the upload becomes its recording, or is removed."""

from uuid import UUID

from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.settings import Settings
from foundation.uploads import taking
from foundation.uploads.actions import remove_upload
from marketplace.takes import steps
from marketplace.takes.arriving import policy
from marketplace.takes.arriving.files import UNFIT, keep_upload
from marketplace.takes.coming_in import NewTrack, take_in
from marketplace.takes.errors import (
    NothingSigned,
    SameFileAgain,
    TakeNotFound,
    TakeNotInThatState,
    TrackIsThere,
)
from marketplace.takes.models import Take, TakeState, TrackState

REFUSED = (*UNFIT, NothingSigned, SameFileAgain, TakeNotInThatState, TrackIsThere)
"""Of what was refused nothing is kept."""


def receive_track(take_id: UUID, upload_id: UUID, *, actor: Actor, settings: Settings) -> None:
    """Killed anywhere, it can be sent again: the upload is there until the track has it."""
    refuse_stranger(take_id, actor)
    try:
        new = keep_upload(upload_id, actor=actor, settings=settings)
        attach_track(take_id, upload_id, new, actor=actor)
    except REFUSED:
        remove_upload(actor=actor, settings=settings, upload_id=upload_id)
        raise


def attach_track(take_id: UUID, upload_id: UUID, new: NewTrack, *, actor: Actor) -> UUID:
    """The recording's id. Of two tabs at once, the lock lets one through."""
    with transaction() as session:
        take = steps.locked(session, take_id)
        track = policy.own(actor, steps.tracks_of(session, take_id))
        if track is None:
            raise TakeNotFound
        taking.take_over(session, upload_id, actor.id)
        return take_in(session, take, track, new, actor=actor)


def refuse_stranger(take_id: UUID, actor: Actor) -> None:
    """Before a large file is copied for nothing, and before it is removed for what it never was."""
    session = db.session()
    take = session.get(Take, take_id)
    track = policy.own(actor, steps.tracks_of(session, take_id))
    session.rollback()
    if take is None or track is None:
        raise TakeNotFound
    if take.state is TakeState.COMING_IN and track.state in (TrackState.CHECKING, TrackState.FIT):
        raise TrackIsThere
