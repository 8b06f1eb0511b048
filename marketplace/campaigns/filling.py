"""How far each cell is, counted from the bookings themselves, and when the whole will be there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.campaigns.cells import key_of, label_of
from marketplace.campaigns.models import PilotApproval, Slot
from marketplace.requests.campaigns import Campaign

COUNTS = (PlaceState.ASKED, PlaceState.ACCEPTED, PlaceState.CHECKED_IN)
PACE = timedelta(days=14)
"""The forecast goes on as fast as slots were taken in this time."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The minutes of one performer in one slot."""

    cell: str
    engagement_id: UUID
    minutes: int
    is_recorded: bool
    starts_at: datetime
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Cell:
    key: str
    label: str
    wanted: int
    recorded: int
    booked: int

    @property
    def lacking(self) -> int:
        return max(0, self.wanted - self.recorded - self.booked)

    @property
    def percent(self) -> int:
        return min(100, 100 * (self.recorded + self.booked) // self.wanted)


@dataclass(frozen=True, slots=True)
class Fill:
    cells: Sequence[Cell]
    pilot_minutes: int
    pilot_approved: bool
    forecast: date | None
    """When the last minute would be recorded; none where nothing tells how fast it goes."""

    @property
    def wanted(self) -> int:
        return sum(each.wanted for each in self.cells)

    @property
    def recorded(self) -> int:
        return sum(each.recorded for each in self.cells)

    @property
    def booked(self) -> int:
        return sum(each.booked for each in self.cells)

    @property
    def lacking(self) -> int:
        return sum(each.lacking for each in self.cells)


def fill_of(session: Session, gig_id: UUID, campaign: Campaign) -> Fill:
    taken = taken_of(session, gig_id)
    cells = [
        Cell(
            key_of(quota),
            label_of(quota),
            quota.minutes,
            _minutes(taken, key_of(quota), recorded=True),
            _minutes(taken, key_of(quota), recorded=False),
        )
        for quota in campaign.quotas
    ]
    lacking = sum(each.lacking for each in cells)
    return Fill(
        cells,
        campaign.pilot_minutes,
        session.get(PilotApproval, gig_id) is not None,
        _forecast(taken, lacking),
    )


def taken_of(session: Session, gig_id: UUID) -> list[Taken]:
    """Whoever left, was swapped or did not come fills nothing."""
    wanted = (
        select(Slot.cell, Booking, Place)
        .join(Booking, Booking.id == Slot.booking_id)
        .join(Place, Place.booking_id == Booking.id)
        .where(
            Slot.gig_id == gig_id,
            Booking.state != BookingState.CANCELLED,
            Place.state.in_(COUNTS),
        )
    )
    return [_taken(row.cell, row.Booking, row.Place) for row in session.execute(wanted)]


def offered(session: Session, gig_id: UUID) -> int:
    """Slots still to come that were not withdrawn."""
    wanted = select(func.count()).where(
        Slot.gig_id == gig_id, Slot.withdrawn_at.is_(None), Slot.starts_at > now()
    )
    return session.scalar(wanted) or 0


def _taken(cell: str, booking: Booking, place: Place) -> Taken:
    came = booking.state is BookingState.OVER and place.state is PlaceState.CHECKED_IN
    minutes = int((booking.ends_at - booking.starts_at).total_seconds() // 60)
    at = place.answered_at or booking.made_at
    return Taken(cell, place.engagement_id, minutes, came, booking.starts_at, at)


def _minutes(taken: Sequence[Taken], key: str, *, recorded: bool) -> int:
    return sum(each.minutes for each in taken if each.cell == key and each.is_recorded == recorded)


def _forecast(taken: Sequence[Taken], lacking: int) -> date | None:
    if not taken:
        return None
    last = max(each.starts_at for each in taken)
    if not lacking:
        return last.date()
    lately = sum(each.minutes for each in taken if each.taken_at > now() - PACE)
    if not lately:
        return None
    days = -(-lacking * PACE.days // lately)
    return max(last, now() + timedelta(days=days)).date()
