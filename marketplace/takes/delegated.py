"""Whether a client lets one of our reviewers judge its takes."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.gigs.models import Gig
from marketplace.takes.models import Take, TakeDelegation


def is_delegated(session: Session, take: Take, reviewer_id: UUID) -> bool:
    wanted = (
        select(TakeDelegation.id)
        .join(Gig, Gig.request_id == TakeDelegation.request_id)
        .where(
            Gig.id == take.gig_id,
            TakeDelegation.reviewer_id == reviewer_id,
            TakeDelegation.ended_at.is_(None),
        )
    )
    return session.scalar(wanted) is not None
