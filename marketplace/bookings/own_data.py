"""What is kept of somebody's bookings, for their own copy of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from marketplace.bookings.models import Booking, CalendarLink, Place


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    rows = session.execute(
        select(Booking, Place)
        .join(Place, Place.booking_id == Booking.id)
        .where(Place.performer_id == person_id)
        .order_by(Booking.starts_at, Booking.id)
    )
    return {"bookings": [_exported(booking, place) for booking, place in rows]}


def _exported(booking: Booking, place: Place) -> dict[str, Any]:
    return {
        "id": str(booking.id),
        "starts_at": booking.starts_at.isoformat(),
        "ends_at": booking.ends_at.isoformat(),
        "state": booking.state.value,
        "answer": place.state.value,
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: calendars of who leaves are read by nobody any more. Bookings name
    ids only, and stay with what was paid for them."""
    session.execute(delete(CalendarLink).where(CalendarLink.account_id == person_id))
