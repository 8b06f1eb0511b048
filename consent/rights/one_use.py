"""Some uses of a recording by themselves: under which papers they were given, and resuming them
while everything else stays as it is."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.rights import news
from consent.rights.errors import NothingAllowed, NotPausedByYou
from consent.rights.lifting import Lift, lift, mask, of_cause
from consent.rights.withdrawing import alive, own_grants
from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction

_OWN = SuspensionCause.OWN_CHOICE


def resume_uses(recording_id: UUID, uses: frozenset[Use], *, actor: Actor) -> int:
    """By the performer: their pauses of exactly these uses. Others of theirs hold on. Gives under
    how many agreements something was lifted."""
    with transaction() as session:
        living = alive(session, own_grants(session, recording_id, actor))
        lifted: set[UUID] = set()
        while lifts := _lifts(session, living, uses):
            lift(session, lifts, _OWN, role=actor.role)
            lifted |= {each.grant.id for each in lifts}
        if not lifted:
            raise NotPausedByYou
        audit.record(session, actor, "right.resumed", recording_id)
        news.tell(session, "rights.resumed", actor.id, recording_id)
        return len(lifted)


def allowing(session: Session, grants: Sequence[Grant], uses: frozenset[Use]) -> list[Grant]:
    """A step: those under which any of these uses was given at all."""
    rights = rights_of(session, grants)
    found = [grant for grant in grants if rights[grant.id].uses & mask(tuple(uses))]
    if not found:
        raise NothingAllowed
    return found


def _lifts(session: Session, grants: Sequence[Grant], uses: frozenset[Use]) -> list[Lift]:
    """The first of each grant: what lies on top is said again, under a new number."""
    wanted, standing = mask(tuple(uses)), of_cause(session, grants, _OWN)
    found = {
        grant.id: [row.number for row in standing.get(grant.id, []) if row.uses == wanted]
        for grant in grants
    }
    return [Lift(grant, min(found[grant.id])) for grant in grants if found[grant.id]]
