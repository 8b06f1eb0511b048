"""What becomes of invitations beside everything else: somebody applies with one, a gig ends."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.casting.invitation_models import CastingInvitation
from marketplace.casting.invitation_models import InvitationState as State


def applied(session: Session, gig_id: UUID, performer_id: UUID) -> UUID | None:
    """A step, under the gig's lock: says who invited them. For another part it is answered too."""
    of = CastingInvitation
    wanted = select(of).where(of.gig_id == gig_id, of.performer_id == performer_id)
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None or found.state not in (State.OPEN, State.DECLINED):
        return None
    found.state, found.answered_at = State.APPLIED, now()
    return found.invited_by


def expire(session: Session, gig_id: UUID) -> None:
    """A step, in the transaction that ends the gig."""
    of = CastingInvitation
    still_open = (of.gig_id == gig_id, of.state == State.OPEN)
    ended = {"state": State.EXPIRED, "answered_at": now(), "version": of.version + 1}
    session.execute(update(of).where(*still_open).values(ended))
