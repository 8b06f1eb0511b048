"""How a client treats people, shown on its postings. What is not known is said so."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRecord:
    """Counted over everything that was ever due from one client."""

    payments: int = 0
    paid_on_time: int = 0
    median_days_to_pay: int | None = None
    judged: int = 0
    rejected: int = 0
    overturned: int = 0
    """Of the rejected, by an appeal."""

    def sentences(self) -> tuple[str, ...]:
        if not self.payments and not self.judged:
            return ("No work paid yet: this client is new here.",)
        return (self._paid(), self._judged())

    def _paid(self) -> str:
        if not self.payments:
            return "No work paid yet."
        days = self.median_days_to_pay
        took = f" Half of it within {days} days." if days is not None else ""
        return f"{_share(self.paid_on_time, self.payments)} of payments on time.{took}"

    def _judged(self) -> str:
        if not self.judged:
            return "No take judged yet."
        again = f", {self.overturned} of {self.rejected} overturned" if self.rejected else ""
        return f"{_share(self.rejected, self.judged)} of takes rejected{again}."


RecordOf = Callable[[Session, Collection[UUID]], Mapping[UUID, ClientRecord]]
record_of: tuple[RecordOf, ...] = ()
"""Whoever knows what was paid and judged; `assembly` fills it. Without one nothing is known."""


def records(session: Session, client_ids: Collection[UUID]) -> dict[UUID, ClientRecord]:
    found = dict.fromkeys(client_ids, ClientRecord())
    for provider in record_of:
        found.update(provider(session, client_ids))
    return found


def _share(some: int, whole: int) -> str:
    """Rounded down: it is never better than it was."""
    return f"{some * 100 // whole} %"
