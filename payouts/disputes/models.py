"""What we say about a dispute: written first, sent on to the bank once, or the dispute accepted."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.tables import Base


class Way(StrEnum):
    EVIDENCE = "evidence"
    ACCEPTANCE = "acceptance"


class AnswerState(StrEnum):
    WRITTEN = "written"
    """Nobody outside knows of it."""
    ASKED = "asked"
    """Stripe was asked, and it is not known yet what came of it."""
    SENT = "sent"
    REFUSED = "refused"
    """Stripe did not take it: it can be changed and sent again."""


class DisputeAnswer(Base):
    __tablename__ = "payouts_dispute_answer"

    dispute_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_dispute.id"), primary_key=True)
    way: Mapped[Way]
    written_by: Mapped[UUID]
    product: Mapped[str] = mapped_column(default="")
    happened: Mapped[str] = mapped_column(default="")
    policy: Mapped[str] = mapped_column(default="")
    service_on: Mapped[date | None] = mapped_column(default=None)
    because: Mapped[str] = mapped_column(default="")
    """Why it was accepted; for who audits our books later."""
    state: Mapped[AnswerState] = mapped_column(default=AnswerState.WRITTEN)
    written_at: Mapped[datetime] = mapped_column(default_factory=now)
    changes: Mapped[int] = mapped_column(default=0)
    """How often it was changed, its files too: each makes another version of it."""
    sent_by: Mapped[UUID | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def can_change(self) -> bool:
        return self.state in (AnswerState.WRITTEN, AnswerState.REFUSED)


class Shows(StrEnum):
    """What a file is evidence of, as Stripe calls it. One file for each."""

    WORK = "service_documentation"
    WORDS = "customer_communication"
    RECEIPT = "receipt"
    OTHER = "uncategorized_file"


class AnswerFile(Base):
    """A file that goes with an answer. It lies at Stripe; here is which it was."""

    __tablename__ = "payouts_dispute_file"
    __table_args__ = (CheckConstraint("size > 0", name="size"),)

    dispute_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_dispute.id"), primary_key=True)
    shows: Mapped[Shows] = mapped_column(primary_key=True)
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    stripe_id: Mapped[str]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime] = mapped_column(default_factory=now)
