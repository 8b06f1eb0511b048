"""What changing a booking costs, by the terms that each performer accepted. Said before it is
done, and the same sum afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation.money import Money
from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.casting.models import Engagement
from marketplace.requests.content import SceneContent
from marketplace.requests.pay import Pay


@dataclass(frozen=True, slots=True)
class Held:
    """One place with the terms it is held under."""

    place: Place
    engagement: Engagement
    content: SceneContent

    @property
    def pay(self) -> Pay:
        return self.content.pay

    @property
    def is_live(self) -> bool:
        return self.place.state not in (PlaceState.DECLINED, PlaceState.SWAPPED)

    @property
    def late_from(self) -> datetime | None:
        """From then on, changing what was agreed has its price."""
        firm = self.place.firm_for
        return firm - timedelta(hours=self.pay.late_change_hours) if firm else None

    def is_late(self, at: datetime) -> bool:
        return self.late_from is not None and at >= self.late_from

    @property
    def minimum_call(self) -> Money:
        return self.pay.hourly().for_minutes(self.pay.minimum_call_minutes)

    @property
    def late_change(self) -> Money:
        return self.pay.of(self.pay.late_change_minor)


@dataclass(frozen=True, slots=True)
class Due:
    held: Held
    amount: Money


def due_for_cancelling(held: list[Held], at: datetime) -> list[Due]:
    """The minimum call, to each who had agreed and learns of it late."""
    return [Due(each, each.minimum_call) for each in held if each.is_live and each.is_late(at)]


def due_for_moving(held: list[Held], at: datetime) -> list[Due]:
    """The price of a late change, to each who had agreed."""
    late = (each for each in held if each.is_live and each.is_late(at))
    return [Due(each, each.late_change) for each in late if each.pay.late_change_minor]


def total(dues: list[Due]) -> Money | None:
    found: Money | None = None
    for due in dues:
        found = due.amount if found is None else found + due.amount
    return found


def costs_minutes(booking: Booking, held: Held) -> int:
    """What one place of a booking takes of the budget, at most: de-roling with it."""
    booked = int((booking.ends_at - booking.starts_at).total_seconds() // 60)
    return max(booked, held.pay.minimum_call_minutes) + held.content.content.de_role_minutes


def set_aside_minutes(content: SceneContent) -> int:
    """What the engagement itself set aside for hours, all its bookings together."""
    if content.campaign is not None:
        return 0  # The campaign's hours belong to whoever fills them, as they are booked.
    window = content.window
    longest = max(window.minutes, content.pay.minimum_call_minutes)
    return (longest + content.content.de_role_minutes) * window.bookings
