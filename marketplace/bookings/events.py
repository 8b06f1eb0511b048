"""What a calendar is told of a booking, for one person who is in it."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.bookings.calendars import Event, Status
from marketplace.bookings.models import Booking, BookingState, BookingStep
from marketplace.gigs.models import Gig

STATUS = {
    BookingState.PROPOSED: Status.TENTATIVE,
    BookingState.CONFIRMED: Status.CONFIRMED,
    BookingState.OVER: Status.CONFIRMED,
    BookingState.CANCELLED: Status.CANCELLED,
}


def events_of(session: Session, bookings: list[Booking], site: str) -> list[Event]:
    """No names: whoever gets hold of a calendar learns nothing of the others in it."""
    ids = [each.id for each in bookings]
    changed, titles = _changed(session, ids), _titles(session, bookings)
    return [
        Event(
            booking_id=each.id,
            sequence=each.sequence,
            changed_at=changed.get(each.id, each.made_at),
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            summary=_summary(each, titles[each.gig_id]),
            description=f"Call sheet: {site}/bookings/{each.id}/sheet",
            url=f"{site}/bookings/{each.id}",
            room=each.room,
            status=STATUS[each.state],
        )
        for each in bookings
    ]


def host_of(site: str) -> str:
    return urlsplit(site).hostname or "localhost"


def _summary(booking: Booking, title: str) -> str:
    return f"{title} (to be confirmed)" if booking.state is BookingState.PROPOSED else title


def _changed(session: Session, ids: list[UUID]) -> dict[UUID, datetime]:
    of = BookingStep
    wanted = select(of.booking_id, func.max(of.at)).where(of.booking_id.in_(ids))
    return {row[0]: row[1] for row in session.execute(wanted.group_by(of.booking_id))}


def _titles(session: Session, bookings: list[Booking]) -> dict[UUID, str]:
    gigs = {each.gig_id for each in bookings}
    rows = session.execute(select(Gig.id, Gig.title).where(Gig.id.in_(gigs)))
    return {row.id: row.title for row in rows}
