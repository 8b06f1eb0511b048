"""What a client asks to use again, and how each performer's part of it stands."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.numbering import YearCounter
from foundation.tables import Base


class ReuseCounter(YearCounter):
    __tablename__ = "marketplace_reuse_counter"


class ReuseOrder(Base):
    """The accepted takes of one scene request, under one paper: an order with a budget."""

    __tablename__ = "marketplace_reuse_order"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    number: Mapped[str] = mapped_column(unique=True)
    """What people quote: RU-2026-00042."""
    client_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_client.id"), index=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_scene_request.id"))
    version_id: Mapped[UUID]
    """Of the agreement that performers are asked to sign."""
    currency: Mapped[str]
    purpose: Mapped[str]
    """What it is for, in words that stand on each performer's paper."""
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)


class ReuseState(StrEnum):
    UNFUNDED = "unfunded"
    """The money for it is not there yet: nobody is asked."""
    ASKED = "asked"
    ALLOWED = "allowed"
    REFUSED = "refused"
    LAPSED = "lapsed"
    """Nobody answered in time, or it could not be asked, or the client called it off."""


OPEN = (ReuseState.UNFUNDED, ReuseState.ASKED)


class ReuseLine(Base):
    """One performer: all that they are in."""

    __tablename__ = "marketplace_reuse_line"
    __table_args__ = (
        UniqueConstraint("order_id", "performer_id"),
        CheckConstraint("price_minor >= least_minor", name="price"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_reuse_order.id"), index=True)
    performer_id: Mapped[UUID]
    least_minor: Mapped[int] = mapped_column(BigInteger)
    """By the royalty and renewal terms that they signed."""
    price_minor: Mapped[int] = mapped_column(BigInteger)
    """What they are offered and paid."""
    currency: Mapped[str]
    state: Mapped[ReuseState] = mapped_column(default=ReuseState.UNFUNDED, index=True)
    answer_by: Mapped[date | None] = mapped_column(default=None)
    agreement_id: Mapped[UUID | None] = mapped_column(default=None, unique=True)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)


class ReuseRecording(Base):
    """One of the recordings that a performer is asked about."""

    __tablename__ = "marketplace_reuse_recording"

    line_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_reuse_line.id"), primary_key=True)
    recording_id: Mapped[UUID] = mapped_column(primary_key=True)


append_only(ReuseRecording.__table__)
