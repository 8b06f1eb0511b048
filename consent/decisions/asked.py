"""What is asked about each right: as values, or as names for values that come with each execution.

By names a statement is put into words once, however often it is asked: that takes longer than it
takes the database to answer about a few thousand recordings.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Integer, Uuid, bindparam

from consent.decisions.reasons import REVIEW
from consent.terms.purpose import Purpose
from foundation.tables import UtcDateTime


@dataclass(frozen=True, slots=True)
class Asked:
    bit: Any
    """Of the use."""
    client: Any
    day: Any
    known_at: Any
    is_review: bool
    """The one use that needs no accepted take: a statement of its own."""

    @classmethod
    def of(cls, purpose: Purpose, day: date, known_at: datetime) -> "Asked":
        return cls(purpose.bit, purpose.client, day, known_at, purpose.bit == REVIEW)

    @classmethod
    def by_name(cls, *, is_review: bool) -> "Asked":
        return cls(
            bit=bindparam("asked_bit", type_=Integer()),
            client=bindparam("asked_client", type_=Uuid()),
            day=bindparam("asked_day", type_=Date()),
            known_at=bindparam("asked_known_at", type_=UtcDateTime()),
            is_review=is_review,
        )

    def named(self) -> dict[str, Any]:
        """The values, for a statement that was made by name."""
        return {
            "asked_bit": self.bit,
            "asked_client": self.client,
            "asked_day": self.day,
            "asked_known_at": self.known_at,
        }
