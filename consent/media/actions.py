"""Placing and lifting legal holds: named, reasoned, with a last day, told to whom it concerns."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from consent.media import holding, news, policy
from consent.media.living import performers_of
from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction


def place_hold(recording_id: UUID, *, name: str, reason: str, until: date, actor: Actor) -> UUID:
    with transaction() as session:
        actor.require(policy.may_hold(actor))
        hold = holding.place(
            session, recording_id, name=name, reason=reason, until=until, by=actor.id
        )
        audit.record(session, actor, "hold.placed", hold.id)
        _tell(session, "media.held", recording_id, until=until)
        return hold.id


def lift_hold(hold_id: UUID, *, actor: Actor) -> UUID:
    """Gives the recording: what was ordered to be destroyed is destroyed from now on."""
    with transaction() as session:
        actor.require(policy.may_hold(actor))
        hold = holding.lift(session, hold_id, by=actor.id)
        audit.record(session, actor, "hold.lifted", hold.id)
        _tell(session, "media.hold_lifted", hold.recording_id)
        return hold.recording_id


def _tell(session: Session, kind: str, recording_id: UUID, **values: object) -> None:
    news.tell(session, kind, recording_id, performers_of(session, recording_id), **values)
