"""`decide`: every performer in a recording must have a grant that allows the purpose on that day.

Silence is no. Dates decide what has ended; the job that records it only tells.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from consent.decisions.answers import Decisions
from consent.decisions.driver_ids import Written
from consent.decisions.many import decide_many
from consent.decisions.one import decide_one
from consent.terms.purpose import Purpose
from foundation.clock import now


def decide(
    session: Session,
    recordings: UUID | Collection[UUID | Written] | Select[UUID],
    purpose: Purpose,
    on: date | None = None,
    known_at: datetime | None = None,
) -> Decisions:
    """By what is true on a day as we know it now, or as we knew it at an instant.

    A query for recordings is taken as it is: its rows never leave the database. Several may be
    said as the driver wrote them.
    """
    at = now()
    day = on or at.date()
    looks_back = known_at is not None or day < at.date()
    if isinstance(recordings, UUID):
        if not looks_back:
            return decide_one(session, recordings, purpose, day, at)
        recordings = (recordings,)
    known = known_at or at
    return decide_many(session, recordings, purpose, day, known, looks_back=looks_back)
