"""Which tracks of a take somebody sees; that staff looked is on record for whose they are."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.accounts.roles import STAFF
from marketplace.takes import steps
from marketplace.takes.checking import policy
from marketplace.takes.delegated import is_delegated
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take, Track


def seen_tracks(session: Session, take_id: UUID, actor: Actor) -> tuple[Take, Sequence[Track]]:
    """One's own, or all of them to who judges."""
    take = session.get(Take, take_id)
    if take is None:
        raise TakeNotFound
    delegated = is_delegated(session, take, actor.id)
    tracks = steps.tracks_of(session, take_id)
    seen = [each for each in tracks if policy.may_view(actor, take, each, delegated=delegated)]
    if not seen:
        raise TakeNotFound
    return take, seen


def seen_track(session: Session, take: Take, track_id: UUID, actor: Actor) -> Track:
    track, delegated = session.get(Track, track_id), is_delegated(session, take, actor.id)
    if track is None or track.take_id != take.id:
        raise TakeNotFound
    if not policy.may_view(actor, take, track, delegated=delegated):
        raise TakeNotFound
    return track


def put_on_record(tracks: Sequence[Track], *, actor: Actor) -> None:
    if actor.role not in STAFF:
        return
    with transaction() as session:
        for each in sorted({track.performer_id for track in tracks}):
            audit.record(session, actor, "take.read", each)
