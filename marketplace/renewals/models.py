"""What a client asked to renew, in one order; of each performer's paper how it stands."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.numbering import YearCounter
from foundation.tables import Base


class RenewalCounter(YearCounter):
    __tablename__ = "marketplace_renewal_counter"


class RenewalOrder(Base):
    """One currency, one budget: an order as a scene request is one."""

    __tablename__ = "marketplace_renewal_order"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    number: Mapped[str] = mapped_column(unique=True)
    """What people quote: RN-2026-00042."""
    client_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_client.id"), index=True)
    currency: Mapped[str]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)


class RenewalState(StrEnum):
    UNFUNDED = "unfunded"
    """The money for it is not there yet: nobody is asked."""
    ASKED = "asked"
    """The money is promised, and the performer decides."""
    RENEWED = "renewed"
    DECLINED = "declined"
    LAPSED = "lapsed"
    """Its last day came first, or the client called it off."""


OPEN = (RenewalState.UNFUNDED, RenewalState.ASKED)


class RenewalLine(Base):
    """All that one performer allows under one paper, and that ends on one day."""

    __tablename__ = "marketplace_renewal_line"
    __table_args__ = (
        UniqueConstraint("open_for"),
        Index("ix_marketplace_renewal_line_state", "state", "ends_on"),
        Index("ix_marketplace_renewal_line_agreement_id", "agreement_id", "ends_on"),
        CheckConstraint("fee_minor >= 0", name="fee"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_renewal_order.id"), index=True)
    performer_id: Mapped[UUID]
    agreement_id: Mapped[UUID]
    ends_on: Mapped[date]
    renewed_until: Mapped[date]
    recordings: Mapped[int]
    fee_minor: Mapped[int] = mapped_column(BigInteger)
    """For all of them together, as was agreed when it was signed: what the performer is paid."""
    currency: Mapped[str]
    open_for: Mapped[str | None]
    """Paper and day while nobody has answered: so it is asked once at a time."""
    state: Mapped[RenewalState] = mapped_column(default=RenewalState.UNFUNDED)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def fee(self) -> Money:
        return Money(self.fee_minor, self.currency)


class RenewalTold(Base):
    """That a client's people heard of papers that end on a day."""

    __tablename__ = "marketplace_renewal_told"

    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    ends_on: Mapped[date] = mapped_column(primary_key=True)
    told_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(RenewalTold.__table__)
