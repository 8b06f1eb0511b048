"""One deadline, as the board shows it. No performer is named: opening one is on record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

MOST = 200
"""Of one kind: what is due later than those is on the board when they are done."""


class About(StrEnum):
    SIGNING = "signing"
    TERM = "term"
    RENEWAL = "renewal"
    RECALL = "recall"
    WITHDRAWAL = "withdrawal"
    DESTRUCTION = "destruction"
    HOLD = "hold"
    LICENCE = "licence"
    USE_REPORT = "use_report"
    BREACH = "breach"
    DOCUMENT = "document"
    OPENED = "opened"
    REVIEW = "review"


LABELS = {
    About.SIGNING: "Signing and notice",
    About.TERM: "Consent ends",
    About.RENEWAL: "Renewal offers",
    About.RECALL: "Recalls",
    About.WITHDRAWAL: "Endings carried out",
    About.DESTRUCTION: "Destruction",
    About.HOLD: "Legal holds",
    About.LICENCE: "Licences",
    About.USE_REPORT: "Reports of uses",
    About.BREACH: "Breaches",
    About.DOCUMENT: "Documents looked at again",
    About.OPENED: "Opened to auditors",
    About.REVIEW: "Second person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    about: About
    due_at: datetime
    what: str
    """Ids in it are shown as names where somebody has one."""
    owner: str
    """Whose turn it is: a part of us, or the id of a client."""
    leads_to: str
    """What the link opens, in words."""
    url: str
    recording_id: UUID | None = None
    agreement_id: UUID | None = None


COMPLIANCE, CASTING, PERFORMER, OURSELVES = "Compliance", "Casting", "The performer", "By itself"
"""Whose turn it is. What is done by itself and is late has its run on the operations page."""

Deadlines = Callable[[Session, datetime], Iterator[Deadline]]
"""What is not done and is due until an instant; what is late is among it, however old."""


def end_of(day: date) -> datetime:
    """A last day is over at the end of it."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def grants_of(agreement_id: UUID) -> str:
    return f"/compliance/search?q={agreement_id}"
