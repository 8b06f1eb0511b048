"""A performer's account at Stripe, as it was when it was last read. Names, bank and tax numbers
stay there: here are ids, codes and dates."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.tables import Base


class Standing(StrEnum):
    """What Stripe lets happen with the account."""

    UNMADE = "unmade"
    """Asked for; Stripe has not said yet that it is there."""
    STARTED = "started"
    """Never could be paid so far."""
    READY = "ready"
    RESTRICTED = "restricted"
    DEAUTHORISED = "deauthorised"
    """Its owner took it away from us."""
    CLOSED = "closed"


class Payee(Base):
    __tablename__ = "payouts_payee"
    __table_args__ = (Index("ix_payouts_payee_standing", "standing"),)

    performer_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_account.id"), primary_key=True
    )
    country: Mapped[str]
    stripe_account: Mapped[str | None] = mapped_column(unique=True, default=None)
    standing: Mapped[Standing] = mapped_column(default=Standing.UNMADE)
    needs: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    """What Stripe wants from the performer, by its own names, never the answers."""
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    """When Stripe restricts the account unless what it needs is there."""
    methods: Mapped[dict[str, str]] = mapped_column(JSON, default_factory=dict)
    """Where money goes, by currency: Stripe's id of a bank account or card, never a number."""
    broken: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    """Currencies whose bank sent money back."""
    paused_until: Mapped[datetime | None] = mapped_column(default=None)
    """No new payout before, because where money goes was changed."""
    manual: Mapped[bool] = mapped_column(default=False)
    """Stripe pays nothing out by itself: when, we say."""
    read_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it was asked for what stands here. What was asked for earlier changes nothing."""
    rounds: Mapped[int] = mapped_column(default=1)
    """Which of their accounts this is: one that was closed is followed by another."""
    opened_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def has_had_a_place(self) -> bool:
        """Their pay could go somewhere: any other place is a change from now on, also after a time
        in which there was none."""
        return bool(self.methods) or self.paused_until is not None
