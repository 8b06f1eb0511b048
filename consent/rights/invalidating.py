"""Consent that never was valid: one person finds the flaw, a second decides."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.ledger.explaining.consenting import ConsentInvalidated
from consent.ledger.explaining.typed import one_line
from consent.ledger.explaining.words import Flaw, said
from consent.rights import news
from consent.rights.errors import (
    GrantNotFound,
    InvalidationDecided,
    InvalidationNotFound,
    InvalidationOpen,
    ReasonMissing,
    SamePerson,
)
from consent.rights.models import Invalidation, InvalidationOutcome
from consent.rights.telling import about, lock, tell
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction


def propose_invalidation(grant_id: UUID, flaw: Flaw, reason: str, *, actor: Actor) -> UUID:
    try:
        with transaction() as session:
            actor.require_power(Power.KEEP_RIGHTS)
            if not (why := one_line(reason)):
                raise ReasonMissing
            if session.get(Grant, grant_id) is None:
                raise GrantNotFound(grant_id)
            proposed = Invalidation(
                grant_id=grant_id,
                flaw=flaw,
                reason=why,
                proposed_by=actor.id,
                open_for=grant_id,
            )
            session.add(proposed)
            session.flush()
            audit.record(session, actor, "invalidation.proposed", grant_id, flaw=flaw)
            return proposed.id
    except IntegrityError:
        raise InvalidationOpen from None


def confirm_invalidation(invalidation_id: UUID, *, actor: Actor) -> None:
    """It ends as if it had never been; who holds a copy is told to stop."""
    with transaction() as session:
        proposed = _open(session, invalidation_id, actor)
        if proposed.proposed_by == actor.id:
            raise SamePerson
        grant = session.get_one(Grant, proposed.grant_id)
        lock(session, [grant])
        opening = ConsentInvalidated(**about(grant), flaw=proposed.flaw, reason=proposed.reason)
        tell(session, [(grant, opening)], role=actor.role)
        _decide(proposed, InvalidationOutcome.CONFIRMED, actor)
        audit.record(session, actor, "invalidation.confirmed", grant.id, flaw=proposed.flaw)
        news.tell(
            session,
            "rights.invalidated",
            grant.performer_id,
            grant.recording_id,
            cause=said(proposed.flaw),
        )


def drop_invalidation(invalidation_id: UUID, *, actor: Actor) -> None:
    """Whoever proposed it may think again too."""
    with transaction() as session:
        proposed = _open(session, invalidation_id, actor)
        _decide(proposed, InvalidationOutcome.DROPPED, actor)
        audit.record(session, actor, "invalidation.dropped", proposed.grant_id)


def _open(session: Session, invalidation_id: UUID, actor: Actor) -> Invalidation:
    actor.require_power(Power.KEEP_RIGHTS)
    of = Invalidation
    found = session.scalar(select(of).where(of.id == invalidation_id).with_for_update())
    if found is None:
        raise InvalidationNotFound(invalidation_id)
    if found.outcome is not None:
        raise InvalidationDecided
    return found


def _decide(proposed: Invalidation, outcome: InvalidationOutcome, actor: Actor) -> None:
    proposed.outcome, proposed.decided_at = outcome, now()
    proposed.open_for, proposed.reason = None, ""
    # Two people decide, or whoever proposed it drops it: then nobody else has decided.
    proposed.decided_by = None if actor.id == proposed.proposed_by else actor.id
