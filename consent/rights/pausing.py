"""Pausing one recording and lifting the pause: by its performer, or for a cause by compliance."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Suspension
from consent.ledger.explaining.consenting import ConsentSuspended
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.rights import news
from consent.rights.errors import (
    NotPausedByYou,
    NotYourCause,
    PausedAlready,
    PauseInThePast,
    RightNotFound,
)
from consent.rights.lifting import Lift, holding, lift, mask, of_cause
from consent.rights.one_use import allowing
from consent.rights.telling import about, lock, tell
from consent.rights.withdrawing import alive, own_grants
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction

OWN_CAUSES = frozenset((SuspensionCause.OWN_CHOICE, SuspensionCause.STRIKE))
"""Everything else is for compliance to find."""
OWN = SuspensionCause.OWN_CHOICE


def suspend_recording(
    recording_id: UUID,
    *,
    until: date | None = None,
    uses: frozenset[Use] | None = None,
    actor: Actor,
) -> int:
    """By the performer, in whole or for some uses. Gives how many agreements are paused."""
    with transaction() as session:
        living = alive(session, own_grants(session, recording_id, actor))
        concerned = living if uses is None else allowing(session, living, uses)
        _suspend(session, concerned, OWN, until, uses, actor)
        audit.record(session, actor, "right.suspended", recording_id)
        _tell_suspended(session, actor.id, recording_id, until)
        return len(concerned)


def resume_recording(recording_id: UUID, *, actor: Actor) -> int:
    """By the performer: every pause of their own choice, also one that stands over more."""
    with transaction() as session:
        living = alive(session, own_grants(session, recording_id, actor))
        lifted = _resume(session, living, OWN, actor)
        if not lifted:
            raise NotPausedByYou
        audit.record(session, actor, "right.resumed", recording_id)
        news.tell(session, "rights.resumed", actor.id, recording_id)
        return lifted


def suspend_for_cause(
    recording_id: UUID, cause: SuspensionCause, *, until: date | None = None, actor: Actor
) -> int:
    """By compliance: everybody's consent for it. Gives how many grants are paused."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        if cause in OWN_CAUSES:
            raise NotYourCause
        living = alive(session, everybodys(session, recording_id))
        _suspend(session, living, cause, until, None, actor)
        audit.record(session, actor, "right.suspended", recording_id, cause=cause)
        for performer in sorted({grant.performer_id for grant in living}):
            _tell_suspended(session, performer, recording_id, until)
        return len(living)


def resume_from_cause(recording_id: UUID, cause: SuspensionCause, *, actor: Actor) -> int:
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        if cause in OWN_CAUSES:
            raise NotYourCause
        living = alive(session, everybodys(session, recording_id))
        lifted = _resume(session, living, cause, actor)
        if not lifted:
            raise NotPausedByYou
        audit.record(session, actor, "right.resumed", recording_id, cause=cause)
        for performer in sorted({grant.performer_id for grant in living}):
            news.tell(session, "rights.resumed", performer, recording_id)
        return lifted


def everybodys(session: Session, recording_id: UUID) -> list[Grant]:
    """A step: all grants of a recording, under the locks of their threads."""
    wanted = select(Grant).where(Grant.recording_id == recording_id).order_by(Grant.id)
    grants = list(session.scalars(wanted))
    if not grants:
        raise RightNotFound(recording_id)
    lock(session, grants)
    return grants


def _suspend(
    session: Session,
    grants: Sequence[Grant],
    cause: SuspensionCause,
    until: date | None,
    uses: frozenset[Use] | None,
    actor: Actor,
) -> None:
    refuse_past(until)
    some = None if uses is None else tuple(use for use in Use if use in uses)
    standing = of_cause(session, grants, cause)
    if all(_says(standing.get(grant.id, []), until, some) for grant in grants):
        raise PausedAlready
    told = [
        (grant, ConsentSuspended(**about(grant), cause=cause, until=until, uses=some))
        for grant in grants
    ]
    tell(session, told, role=actor.role)


def refuse_past(until: date | None) -> None:
    if until is not None and until < now().date():
        raise PauseInThePast


def _says(standing: Sequence[Suspension], until: date | None, uses: tuple[Use, ...] | None) -> bool:
    """Whether a pause that holds says the same already."""
    return any(row.until == until and holding(row) and row.uses == mask(uses) for row in standing)


def _resume(session: Session, grants: Sequence[Grant], cause: SuspensionCause, actor: Actor) -> int:
    standing = of_cause(session, grants, cause)
    lifts = [
        Lift(grant, min(row.number for row in standing[grant.id]), again=False)
        for grant in grants
        if standing.get(grant.id)
    ]
    lift(session, lifts, cause, role=actor.role)
    return len(lifts)


def _tell_suspended(
    session: Session, performer_id: UUID, recording_id: UUID, until: date | None
) -> None:
    news.tell(
        session,
        "rights.suspended",
        performer_id,
        recording_id,
        until=f" until the end of {until:%-d %B %Y}" if until else "",
    )
