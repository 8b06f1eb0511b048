"""What is kept of a case: what it is, who owns it, and everything that was said."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.cases.errors import CaseIsClosed, CaseIsNotClosed, TooLateToReopen
from foundation.clock import now
from foundation.ids import new_id
from foundation.numbering import YearCounter
from foundation.tables import Base

REOPENS_FOR = timedelta(days=30)


class CaseKind(StrEnum):
    QUESTION = "question"
    COMPLAINT = "complaint"
    INCIDENT = "incident"
    DISPUTE = "dispute"


class CaseState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    WAITING_FOR_PERSON = "waiting_for_person"
    """We asked the person something."""
    CLOSED = "closed"
    REOPENED = "reopened"


class CaseOutcome(StrEnum):
    RESOLVED = "resolved"
    EXPLAINED = "explained"
    DECLINED = "declined"
    DUPLICATE = "duplicate"


class MessageKind(StrEnum):
    SAID = "said"
    NOTE = "note"
    """Between the staff; the person who asked never sees it."""
    STEP = "step"
    """What happened to the case: taken over, late, closed."""


class CaseCounter(YearCounter):
    __tablename__ = "foundation_case_counter"


class Case(Base):
    __tablename__ = "foundation_case"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    number: Mapped[str] = mapped_column(unique=True)
    """What people quote: C-2026-00042."""
    kind: Mapped[CaseKind]
    subject: Mapped[str]
    about: Mapped[str]
    """The path of the page it was opened from, or empty."""
    opened_by: Mapped[UUID] = mapped_column(index=True)
    opened_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[CaseState] = mapped_column(default=CaseState.OPEN)
    owner_id: Mapped[UUID | None] = mapped_column(default=None, index=True)
    due_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """When our answer is due; None while we owe none."""
    escalated_at: Mapped[datetime | None] = mapped_column(default=None)
    """When this deadline was missed and those who oversee cases were told."""
    outcome: Mapped[CaseOutcome | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its words were erased, long after it was closed."""
    messages: Mapped[int] = mapped_column(default=0)
    """How many there are; so each new one also changes the version."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    def refuse_closed(self) -> None:
        if self.state is CaseState.CLOSED:
            raise CaseIsClosed(self.number)

    def owe_an_answer(self, due_at: datetime) -> None:
        """The person wrote; an earlier deadline that still runs is not pushed back by it."""
        self.refuse_closed()
        if self.state is not CaseState.REOPENED:
            self.state = CaseState.OPEN
        self.due_at = self.due_at or due_at

    def answer(self, state: CaseState) -> None:
        self.refuse_closed()
        self.state = state
        self.due_at = self.escalated_at = None

    def close(self, outcome: CaseOutcome, at: datetime) -> None:
        self.answer(CaseState.CLOSED)
        self.outcome, self.closed_at = outcome, at

    def reopen(self, at: datetime, due_at: datetime) -> None:
        if not self.may_be_reopened(at):
            raise TooLateToReopen(self.number, REOPENS_FOR.days)
        self.state, self.due_at = CaseState.REOPENED, due_at
        self.outcome = self.closed_at = None

    def may_be_reopened(self, at: datetime) -> bool:
        if self.closed_at is None:
            raise CaseIsNotClosed(self.number)
        return self.erased_at is None and at <= self.closed_at + REOPENS_FOR


class CaseMessage(Base):
    __tablename__ = "foundation_case_message"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("foundation_case.id"))
    position: Mapped[int]
    """1 for the first in its case: two within one instant keep their order."""
    at: Mapped[datetime] = mapped_column(default_factory=now, init=False)
    author_id: Mapped[UUID]
    text: Mapped[str]
    kind: Mapped[MessageKind] = mapped_column(default=MessageKind.SAID)
    concerns: Mapped[UUID | None] = mapped_column(default=None)
    """The person a step is about. Their name is never part of the text, which outlives it."""


class CaseAttachment(Base):
    __tablename__ = "foundation_case_attachment"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("foundation_case.id"), index=True)
    message_id: Mapped[UUID] = mapped_column(ForeignKey("foundation_case_message.id"), index=True)
    name: Mapped[str]
    """As the sender called it. Data only: on disk it has a name of ours."""
    media_type: Mapped[str]
    size_bytes: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str]
