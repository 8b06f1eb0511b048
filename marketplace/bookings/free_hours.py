"""Who is free when by their own word; whoever said no hours is asked for the day, not the night."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from marketplace.bookings.finding import Hours
from marketplace.profiles.availability import Week, weeks_of

FROM_HOUR, TO_HOUR = 9, 21


@dataclass(frozen=True, slots=True)
class Daytime:
    """Of somebody who said only on which days they are away, or nothing."""

    week: Week

    @property
    def zone(self) -> str:
        return self.week.zone

    def is_free_at(self, at: datetime) -> bool:
        by_day = FROM_HOUR <= at.astimezone(ZoneInfo(self.zone)).hour < TO_HOUR
        return by_day and self.week.is_free_at(at)


def hours_of(session: Session, performer_ids: Collection[UUID]) -> dict[UUID, Hours]:
    weeks = weeks_of(session, performer_ids)
    return {person: week if week.is_said else Daytime(week) for person, week in weeks.items()}
