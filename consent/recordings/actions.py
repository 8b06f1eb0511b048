"""Judging a take, by somebody. Recordings are registered by a step, in what recorded them."""

from uuid import UUID

from consent.ledger.explaining.typed import one_line
from consent.recordings import judging, policy
from consent.recordings.errors import TakeNotFound
from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction


def accept_take(take_id: UUID, *, actor: Actor) -> int:
    """Gives how many recordings may be used from now on, as far as they were allowed."""
    with transaction() as session:
        recordings = judging.recordings_of(session, take_id)
        if not policy.may_judge(actor, recordings[0].client_id):
            raise TakeNotFound(take_id)
        judging.refuse_priced(session, take_id)
        accepted = judging.accept_take(session, take_id, role=actor.role)
        if accepted:
            audit.record(session, actor, "take.accepted", take_id)
        return len(accepted)


def reject_take(take_id: UUID, *, cause: str, reason: str | None = None, actor: Actor) -> int:
    """Gives how many recordings will be destroyed, unless somebody appeals."""
    why = one_line(reason or "") or None
    with transaction() as session:
        recordings = judging.recordings_of(session, take_id)
        if not policy.may_judge(actor, recordings[0].client_id):
            raise TakeNotFound(take_id)
        judging.refuse_priced(session, take_id)
        rejected = judging.reject_take(session, take_id, cause=cause, reason=why, role=actor.role)
        if rejected:
            audit.record(session, actor, "take.rejected", take_id)
        return len(rejected)
