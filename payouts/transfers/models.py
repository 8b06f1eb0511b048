"""What was asked of Stripe for a payout: kept, word for word, before it is asked."""

from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class Step(StrEnum):
    TRANSFER = "transfer"
    """From our balance at Stripe to the performer's."""
    BANK = "bank"
    """From there to their bank."""
    REVERSAL = "reversal"
    """Back to us, where the bank would not have it."""


class AttemptState(StrEnum):
    READY = "ready"
    SENDING = "sending"
    """Somebody is at it until their lease is over; after that, nobody knows."""
    UNKNOWN = "unknown"
    """It may or may not have been done. Never assumed: asked again by its key, or looked up."""
    DONE = "done"
    REFUSED = "refused"
    """A definite no: nothing was done, and this key never will do it."""
    ABSENT = "absent"
    """Looked for after its key was forgotten, and not there: it was never done."""


OPEN = (AttemptState.READY, AttemptState.SENDING, AttemptState.UNKNOWN)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When it is worth asking again, of what nobody can be asked about any more."""
PROVEN_NOT_DONE = (AttemptState.REFUSED, AttemptState.ABSENT)


class Attempt(Base):
    """One try at one step. A next one is begun only where this one is proven not to be done."""

    __tablename__ = "payouts_attempt"
    __table_args__ = (
        UniqueConstraint("payout_id", "step", "n"),
        UniqueConstraint("key"),
        Index("ix_payouts_attempt_state_wait_until", "state", "wait_until"),
        Index("ix_payouts_attempt_stripe_id", "stripe_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    payout_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_payout.id"))
    step: Mapped[Step]
    n: Mapped[int]
    key: Mapped[str]
    path: Mapped[str]
    parameters: Mapped[JsonObject]
    account: Mapped[str]
    fingerprint: Mapped[str]
    """Of path, parameters and account: what is sent is compared with it every time."""
    state: Mapped[AttemptState] = mapped_column(default=AttemptState.READY)
    wait_until: Mapped[datetime] = mapped_column(default_factory=now)
    """When it is worth asking; while sending, when its lease is over."""
    sent_first_at: Mapped[datetime | None] = mapped_column(default=None)
    """Stripe keeps a key for a day from then on."""
    sent_last_at: Mapped[datetime | None] = mapped_column(default=None)
    tries: Mapped[int] = mapped_column(default=0)
    stripe_id: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    """Stripe's word where it said no, or why nobody knows."""
    code: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)


class Sight(StrEnum):
    """What became of a payout of which Stripe tells us nothing any more."""

    CAME_BACK = "came_back"
    """The transfer was reversed: it is owed again."""
    ARRIVED = "arrived"
    """Somebody found out that the bank has it."""


class OutOfSight(Base):
    """Its transfer is done, and then its owner took their account away from us, or it is gone:
    what became of it at the bank, Stripe does not say. It is looked up no more."""

    __tablename__ = "payouts_out_of_sight"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended"),
        Index("ix_payouts_out_of_sight_account", "account"),
    )

    payout_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_payout.id"), primary_key=True)
    account: Mapped[str]
    why: Mapped[str]
    """Stripe's own sentence."""
    since: Mapped[datetime] = mapped_column(default_factory=now)
    case_id: Mapped[UUID | None] = mapped_column(default=None)
    """Once it is known that it does not lie in their account, so that it cannot be taken back."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[UUID | None] = mapped_column(default=None)
    ending: Mapped[Sight | None] = mapped_column(default=None)
    because: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}
