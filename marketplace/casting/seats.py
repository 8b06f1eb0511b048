"""A part's places: who accepts takes one, and no two take the same."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.statements import insert_unless_there
from marketplace.casting.errors import PartIsFilled
from marketplace.casting.models import Seat
from marketplace.requests.scene import Part


def taken(session: Session, gig_id: UUID, part_key: str) -> set[int]:
    wanted = select(Seat.number).where(Seat.gig_id == gig_id, Seat.part_key == part_key)
    return set(session.scalars(wanted))


def free(session: Session, gig_id: UUID, part: Part) -> list[int]:
    gone = taken(session, gig_id, part.key)
    return [number for number in range(1, part.seats + 1) if number not in gone]


def refuse_filled(session: Session, gig_id: UUID, part: Part) -> None:
    if not free(session, gig_id, part):
        raise PartIsFilled


def take(session: Session, gig_id: UUID, part: Part, engagement_id: UUID) -> None:
    """The lock orders who comes; the key decides, whatever was read before."""
    for number in free(session, gig_id, part):
        seat = {"gig_id": gig_id, "part_key": part.key, "number": number}
        if insert_unless_there(session, Seat, **seat, engagement_id=engagement_id):
            return
    raise PartIsFilled


def taken_by_gig(session: Session, gig_ids: Collection[UUID]) -> dict[UUID, int]:
    """For `gigs.filling.taken_of`: of all parts together."""
    wanted = select(Seat.gig_id, func.count()).where(Seat.gig_id.in_(gig_ids))
    return {row[0]: row[1] for row in session.execute(wanted.group_by(Seat.gig_id))}
