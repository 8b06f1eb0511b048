"""What is asked about reels."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.profiles.models import Reel, ReelLook
from marketplace.profiles.reels.errors import ReelNotFound


@dataclass(frozen=True, slots=True)
class Shown:
    """One reel, and what came of decoding it, if it was."""

    reel: Reel
    look: ReelLook | None

    @property
    def is_waiting(self) -> bool:
        return self.look is None

    @property
    def is_shown(self) -> bool:
        return self.look is not None and not self.look.why_not

    @property
    def is_video(self) -> bool:
        return self.reel.media_type.startswith("video/")

    @property
    def seconds(self) -> int:
        return round((self.look.duration_ms or 0) / 1000) if self.look else 0


def own_reels(session: Session, performer_id: UUID) -> list[Shown]:
    of = Reel
    rows = session.execute(
        select(of, ReelLook)
        .outerjoin(ReelLook, ReelLook.reel_id == of.id)
        .where(of.performer_id == performer_id, of.removed_at.is_(None))
        .order_by(of.position, of.added_at, of.id)
    )
    return [Shown(reel, look) for reel, look in rows]


def shown_reels(session: Session, performer_id: UUID) -> list[Shown]:
    """For others who may see the profile."""
    return [each for each in own_reels(session, performer_id) if each.is_shown]


def reel_of(session: Session, performer_id: UUID, reel_id: UUID, *, own: bool) -> Shown:
    """Of somebody else's only what was decoded."""
    every = own_reels(session, performer_id) if own else shown_reels(session, performer_id)
    found = next((each for each in every if each.reel.id == reel_id), None)
    if found is None:
        raise ReelNotFound
    return found


def never_recordings(session: Session, hashes: Collection[str]) -> set[str]:
    """For `registering.never_recorded`: files that somebody shows as a reel, whoever sends them."""
    of = Reel.sha256
    return set(session.scalars(select(of).where(of.in_(hashes))))
