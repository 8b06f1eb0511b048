"""A named reason why an earning waits, with an end; and every decision about it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base

_LIVE = text("ended_at IS NULL")


class HoldReason(StrEnum):
    """All that there are. What is none of these is no reason."""

    IDENTITY = "identity"
    PAYEE_DETAILS = "payee_details"
    TAX_FORM = "tax_form"
    POSSIBLE_ERROR = "possible_error"
    POSSIBLE_FRAUD = "possible_fraud"
    LEGAL_ORDER = "legal_order"
    ASKED_BY_PERFORMER = "asked_by_performer"


class HoldEnding(StrEnum):
    ENDED = "ended"
    RAN_OUT = "ran_out"


class PayHold(Base):
    """Of one earning: what is undisputed never waits for what is disputed."""

    __tablename__ = "payouts_hold"
    __table_args__ = (
        Index(
            "uq_payouts_hold_live",
            "earning_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index("ix_payouts_hold_earning_id", "earning_id"),
        Index("ix_payouts_hold_until_on", "until_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    earning_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_earning.id"))
    reason: Mapped[HoldReason]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    """What was left of the earning when it began to wait."""
    until_on: Mapped[date]
    """The last day, in UTC. It ends by itself when that day is over."""
    placed_by: Mapped[UUID]
    placed_as: Mapped[str]
    """The role they acted in."""
    placed_at: Mapped[datetime] = mapped_column(default_factory=now)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("foundation_case.id"), default=None)
    """Of the performer's objection."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[UUID | None] = mapped_column(default=None)
    ending: Mapped[HoldEnding | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class HoldDecision(Base):
    """That it begins, goes on until another day, or ends: by whom, and in their words."""

    __tablename__ = "payouts_hold_decision"
    __table_args__ = (UniqueConstraint("hold_id", "n"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    hold_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_hold.id"))
    n: Mapped[int]
    until_on: Mapped[date]
    text: Mapped[str]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime] = mapped_column(default_factory=now)
