"""Whoever is deactivated waits for no answer, and nobody waits for theirs."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from marketplace.casting import ending, reading
from marketplace.casting.models import Application, ApplicationState, DeclineReason
from marketplace.casting.moving import OWED, locked_gig, move

_OPEN = OWED | {ApplicationState.OFFERED}


def leave_casting(session: Session, performer_id: UUID, actor: Actor) -> None:
    """A step, for the hook of deactivation. An audition that was sent in stays owed; who is
    engaged stays engaged, and bookings find somebody else."""
    of = Application
    wanted = select(of).where(of.performer_id == performer_id, of.state.in_(_OPEN))
    for application in session.scalars(wanted.order_by(of.gig_id, of.id)).all():
        locked_gig(session, application.gig_id)
        session.refresh(application)
        offer = reading.open_offer_of(session, application.id)
        if offer is not None:
            ending.decline(session, offer, DeclineReason.NOT_SAID, actor=actor)
        elif application.state in OWED:
            move(session, application, ApplicationState.WITHDRAWN, actor=actor)
            audit.record(session, actor, "application.withdrawn", application.id)
        application.answer_due_at = None
