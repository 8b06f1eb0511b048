"""A slot as one reader sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks
from marketplace.bookings.models import BookingState
from marketplace.campaigns.queries import Listed

_UNNAMED = "somebody who describes themselves so"


@dataclass(frozen=True, slots=True)
class Shown:
    slot_id: UUID
    cell: str
    label: str
    group: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    seats: int
    free: int
    prompt: str
    taken_by: Sequence[str]
    """Names, as all in the campaign know each other."""
    own: bool
    booking_id: UUID | None
    is_confirmed: bool


def shown(
    session: Session,
    found: Sequence[Listed],
    labels: dict[str, str],
    reader_id: UUID,
    *,
    plays: bool = False,
) -> list[Shown]:
    """Cells that a later version left out are shown by nobody any more. Who `plays` elsewhere is
    not told who is in a slot for people who describe themselves in some way."""
    names = hooks.names(session, {person for each in found for person in each.taken_by})
    return [
        Shown(
            slot_id=each.slot.id,
            cell=each.slot.cell,
            label=labels[each.slot.cell],
            group=_group(each),
            starts_at=each.slot.starts_at,
            ends_at=each.slot.ends_at,
            minutes=each.slot.minutes,
            seats=each.slot.seats,
            free=each.free,
            prompt=each.slot.prompt,
            taken_by=[
                _UNNAMED
                if plays and _group(each) and reader_id not in each.taken_by
                else names.get(person, "Somebody")
                for person in each.taken_by
            ],
            own=reader_id in each.taken_by,
            booking_id=each.booking.id if each.booking and each.taken_by else None,
            is_confirmed=bool(each.booking and each.booking.state is BookingState.CONFIRMED),
        )
        for each in found
        if each.slot.cell in labels
    ]


def _group(listed: Listed) -> str:
    return listed.slot.cell.split("/", 3)[3]
