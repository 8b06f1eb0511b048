"""Registering a recording and judging its take, by somebody."""

from collections.abc import Sequence
from uuid import UUID

from consent.recordings import judging, policy
from consent.recordings.errors import TakeNotFound
from consent.recordings.registering import NewRecording, register_recordings
from consent.terms.signed import SignedTerms
from foundation import audit
from foundation.actors import Actor, Power
from foundation.database import transaction


def register(
    many: Sequence[tuple[NewRecording, Sequence[SignedTerms]]], *, actor: Actor
) -> list[UUID]:
    """Gives the grants that are new, by their ids."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        begun = register_recordings(session, many, role=actor.role)
        for recording_id in dict.fromkeys(grant.recording_id for grant in begun):
            audit.record(session, actor, "recording.registered", recording_id)
        return [grant.id for grant in begun]


def accept_take(take_id: UUID, *, actor: Actor) -> int:
    """Gives how many recordings may be used from now on, as far as they were allowed."""
    with transaction() as session:
        recordings = judging.recordings_of(session, take_id)
        if not policy.may_judge(actor, recordings[0].client_id):
            raise TakeNotFound(take_id)
        accepted = judging.accept_take(session, take_id, role=actor.role)
        if accepted:
            audit.record(session, actor, "take.accepted", take_id)
        return len(accepted)


def reject_take(take_id: UUID, *, cause: str, reason: str | None = None, actor: Actor) -> int:
    """Gives how many recordings will be destroyed, unless somebody appeals."""
    with transaction() as session:
        recordings = judging.recordings_of(session, take_id)
        if not policy.may_judge(actor, recordings[0].client_id):
            raise TakeNotFound(take_id)
        rejected = judging.reject_take(
            session, take_id, cause=cause, reason=reason, role=actor.role
        )
        if rejected:
            audit.record(session, actor, "take.rejected", take_id)
        return len(rejected)
