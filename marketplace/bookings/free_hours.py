"""Who is free when by their own word; whoever said nothing is asked for the day, not the night."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Account
from marketplace.bookings.finding import Hours

FROM_HOUR, TO_HOUR = 9, 21


@dataclass(frozen=True, slots=True)
class Daytime:
    zone: str

    def is_free_at(self, at: datetime) -> bool:
        return FROM_HOUR <= at.astimezone(ZoneInfo(self.zone)).hour < TO_HOUR


def hours_of(session: Session, performer_ids: Collection[UUID]) -> dict[UUID, Hours]:
    wanted = select(Account.id, Account.zone).where(Account.id.in_(performer_ids))
    return {row.id: Daytime(row.zone) for row in session.execute(wanted)}
