"""What people call a recording by: the scene, its take, and the day. Of one evening there are many,
and who withdraws one must not take it for another."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.statements import among
from marketplace.gigs.models import Gig
from marketplace.takes.models import Take, Track


def references_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """For `hooks.references_of`."""
    wanted = (
        select(Track.recording_id, Gig.title, Take.number, Take.begun_at)
        .join(Take, Take.id == Track.take_id)
        .join(Gig, Gig.id == Take.gig_id)
        .where(among(session, Track.recording_id, ids))
    )
    return {
        recording: f"{title}, take {number} of {at:%-d %B %Y}"
        for recording, title, number, at in session.execute(wanted)
        if recording is not None
    }
