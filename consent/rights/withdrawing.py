"""Taking consent back: for one recording, in whole or under one agreement."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant
from consent.ledger.explaining.consenting import ConsentWithdrawn
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.typed import one_line
from consent.rights import news, policy
from consent.rights.errors import NothingAllowed, RightNotFound
from consent.rights.telling import about, lock, tell
from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction


def withdraw_recording(
    recording_id: UUID,
    *,
    agreement_id: UUID | None = None,
    reason: str | None = None,
    actor: Actor,
) -> int:
    """Ends at once. Gives how many agreements it was given under. There is no way back; new
    consent may be given."""
    why = one_line(reason or "") or None
    with transaction() as session:
        grants = own_grants(session, recording_id, actor, agreement_id)
        living = alive(session, grants)
        told = [(grant, ConsentWithdrawn(**about(grant), reason=why)) for grant in living]
        tell(session, told, role=actor.role)
        audit.record(session, actor, "right.withdrawn", recording_id)
        news.tell(session, "rights.withdrawn", actor.id, recording_id)
        return len(living)


def own_grants(
    session: Session, recording_id: UUID, actor: Actor, agreement_id: UUID | None = None
) -> list[Grant]:
    """A step: one's own of a recording, under the locks of their threads."""
    wanted = select(Grant).where(Grant.recording_id == recording_id)
    if agreement_id is not None:
        wanted = wanted.where(Grant.agreement_id == agreement_id)
    grants = [
        each for each in session.scalars(wanted) if policy.may_change(actor, each.performer_id)
    ]
    if not grants:
        raise RightNotFound(recording_id)
    lock(session, grants)
    return sorted(grants, key=lambda each: each.id)


def alive(session: Session, grants: Sequence[Grant]) -> list[Grant]:
    """Those that permit something, or did until their last day."""
    rights = rights_of(session, grants)
    found = [grant for grant in grants if rights[grant.id].state in PERMITTING]
    if not found:
        raise NothingAllowed
    return found
