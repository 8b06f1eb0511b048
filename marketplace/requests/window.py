"""When it is to be recorded, and how much of it there is."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    first_day: date
    last_day: date
    apply_by: date
    zone: str
    """IANA name: whose days these are."""
    bookings: int = 1
    """How often each performer is booked."""
    minutes: int = 120
    """From call to end, of one booking."""
