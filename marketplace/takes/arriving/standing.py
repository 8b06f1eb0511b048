"""How a take that is coming in stands: what is here, what is missing, and by when it has to be."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.takes.models import Take, TakeStep, Track, TrackFile, TrackState
from marketplace.takes.taken_back import taken_back

SENT_WITHIN = timedelta(days=7)
"""From its beginning. Then it ends, paid to whoever sent theirs."""
MENDED_WITHIN = timedelta(days=2)
"""From when the machine missed something in what was sent in time, however late that was."""
HERE = (TrackState.CHECKING, TrackState.FIT)


def send_by(take: Take) -> datetime:
    return take.begun_at + SENT_WITHIN


def missing(tracks: Collection[Track]) -> list[Track]:
    """Not here, or not fit to be judged."""
    return [each for each in tracks if each.state not in HERE]


def may_be_mended(session: Session, take: Take, tracks: Sequence[Track]) -> bool:
    """Somebody sent theirs in time, and was told only now that it has to be mended."""
    missed = [each for each in tracks if each.state is TrackState.MISSED]
    told = _told(session, take)
    return any(
        _came_in_at(session, each) <= send_by(take)
        and now() < told.get(str(each.id), take.begun_at) + MENDED_WITHIN
        for each in missed
    )


def is_stuck(session: Session, take: Take, tracks: Sequence[Track]) -> bool:
    """Something is missing, or somebody took back or paused what is here. What waits for our own
    machine alone waits on."""
    here = [each.recording_id for each in tracks if each.recording_id]
    return bool(missing(tracks)) or bool(taken_back(session, take.client_id, here))


def _told(session: Session, take: Take) -> dict[str, datetime]:
    """By track, when the machine last said something of it."""
    wanted = select(TakeStep).where(TakeStep.take_id == take.id, TakeStep.act == "checked")
    steps = session.scalars(wanted.order_by(TakeStep.at))
    return {each.details["track"]: each.at for each in steps}


def _came_in_at(session: Session, track: Track) -> datetime:
    return session.get_one(TrackFile, track.recording_id).came_in_at
