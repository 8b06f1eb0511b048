"""What a conversation is about: whose it is, and which brief holds between them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.casting.applying import STILL_OURS
from marketplace.casting.models import Application, Engagement
from marketplace.gigs.models import Gig
from marketplace.messages.errors import ConversationNotFound
from marketplace.messages.models import About


@dataclass(frozen=True, slots=True)
class Subject:
    about: About
    id: UUID
    gig: Gig
    performer_ids: tuple[UUID, ...]
    brief_version_id: UUID

    @property
    def performer_id(self) -> UUID | None:
        return self.performer_ids[0] if self.about is not About.BOOKING else None

    @property
    def url(self) -> str:
        return url_of(self.about, self.id)


def url_of(about: About, about_id: UUID) -> str:
    return f"/messages/{about}/{about_id}"


def subject_of(session: Session, about: About, about_id: UUID) -> Subject:
    """Drafts are nobody's business yet, so nobody writes about them."""
    found = _FIND[about](session, about_id)
    if found is None:
        raise ConversationNotFound
    return found


def _application(session: Session, about_id: UUID) -> Subject | None:
    found = session.get(Application, about_id)
    if found is None:
        return None
    # Taken back and begun again, it keeps what was said, and what was reported.
    if found.submitted_at is None and found.state in STILL_OURS:
        return None
    gig = session.get_one(Gig, found.gig_id)
    return Subject(About.APPLICATION, about_id, gig, (found.performer_id,), found.version_id)


def _engagement(session: Session, about_id: UUID) -> Subject | None:
    found = session.get(Engagement, about_id)
    if found is None:
        return None
    gig = session.get_one(Gig, found.gig_id)
    brief = found.brief_version_id
    return Subject(About.ENGAGEMENT, about_id, gig, (found.performer_id,), brief)


def _booking(session: Session, about_id: UUID) -> Subject | None:
    """Of those who are or were asked to play. Whoever was swapped out has no part in it."""
    found = session.get(Booking, about_id)
    if found is None:
        return None
    plays = select(Place.performer_id).where(
        Place.booking_id == about_id, Place.state != PlaceState.SWAPPED
    )
    performers = tuple(session.scalars(plays.order_by(Place.performer_id)))
    gig = session.get_one(Gig, found.gig_id)
    return Subject(About.BOOKING, about_id, gig, performers, gig.version_id)


_FIND = {
    About.APPLICATION: _application,
    About.ENGAGEMENT: _engagement,
    About.BOOKING: _booking,
}
