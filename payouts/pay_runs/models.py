"""Pay runs, payouts and their lines; what was left out, and why; who approved."""

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


class RunCounter(YearCounter):
    __tablename__ = "payouts_run_counter"


class Schedule(Base):
    """Its row is what all who plan queue for, so that no two plan the same earnings."""

    __tablename__ = "payouts_schedule"

    name: Mapped[str] = mapped_column(primary_key=True)


class ScheduleTerms(Base):
    """When runs end and pay, from a cut-off on. A change is a further row."""

    __tablename__ = "payouts_schedule_terms"
    __table_args__ = (UniqueConstraint("schedule", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    schedule: Mapped[str] = mapped_column(ForeignKey("payouts_schedule.name"))
    number: Mapped[int]
    weekday: Mapped[int]
    cut_off: Mapped[str]
    """Local, as 17:30."""
    zone: Mapped[str]
    pay_weekday: Mapped[int]
    from_at: Mapped[datetime]
    because: Mapped[str]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime] = mapped_column(default_factory=now)


class CurrencyRule(Base):
    """What may be paid in a currency. The newest number counts."""

    __tablename__ = "payouts_currency_rule"
    __table_args__ = (
        UniqueConstraint("currency", "number"),
        CheckConstraint("minimum_minor >= 0 AND second_minor >= 0", name="amounts"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    currency: Mapped[str]
    number: Mapped[int]
    payable: Mapped[bool]
    minimum_minor: Mapped[int] = mapped_column(BigInteger)
    """Less than this waits, unless it would be late by that."""
    second_minor: Mapped[int] = mapped_column(BigInteger)
    """Above this two people approve, with what one person alone approved in the days before."""
    because: Mapped[str]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime] = mapped_column(default_factory=now)


class RunKind(StrEnum):
    SCHEDULED = "scheduled"
    ON_DEMAND = "on_demand"
    LATE = "late"
    """By itself, a day before something would be paid too late."""


class RunState(StrEnum):
    PLANNING = "planning"
    """Being written, some payees at a time. Whoever comes by goes on with it."""
    PLANNED = "planned"
    APPROVED = "approved"
    """Frozen: nothing of it changes any more but how far its payouts got."""
    REJECTED = "rejected"


class PayRun(Base):
    __tablename__ = "payouts_pay_run"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("schedule", "kind", "period_starts_on"),
        CheckConstraint("(kind = 'on_demand') = (period_starts_on IS NULL)", name="period"),
        Index("ix_payouts_pay_run_planned_at", "planned_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    number: Mapped[str]
    schedule: Mapped[str] = mapped_column(ForeignKey("payouts_schedule.name"))
    kind: Mapped[RunKind]
    period_starts_on: Mapped[date | None]
    """By the local calendar, so that the same week, or the same day of late ones, is planned
    once, however many come by."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    """What was approved before this instant."""
    zone: Mapped[str]
    pay_on: Mapped[date]
    due_by: Mapped[date | None]
    """Only what must be paid by this day, where that is what it is for."""
    asked_by: Mapped[UUID]
    because: Mapped[str] = mapped_column(default="")
    state: Mapped[RunState] = mapped_column(default=RunState.PLANNING)
    rejected_because: Mapped[str] = mapped_column(default="")
    planned_at: Mapped[datetime] = mapped_column(default_factory=now)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class RunApproval(Base):
    """One person looked at exactly this plan and approves of it."""

    __tablename__ = "payouts_run_approval"
    __table_args__ = (UniqueConstraint("run_id", "approved_by", "fingerprint"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_pay_run.id"))
    approved_by: Mapped[UUID]
    fingerprint: Mapped[str]
    """Of what they saw. An approval of another plan does not count."""
    approved_at: Mapped[datetime] = mapped_column(default_factory=now)


class PayoutState(StrEnum):
    PLANNED = "planned"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    PAID = "paid"
    RETURNED = "returned"
    VOID = "void"


LIVE = tuple(state for state in PayoutState if state is not PayoutState.VOID)
"""Their earnings are in no other payout."""


class Payout(Base):
    """One performer's money of one run in one currency, set aside in the journal."""

    __tablename__ = "payouts_payout"
    __table_args__ = (
        UniqueConstraint("run_id", "performer_id", "currency"),
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("withheld_minor >= 0", name="withheld"),
        Index("ix_payouts_payout_performer_id_planned_at", "performer_id", "planned_at"),
        Index("ix_payouts_payout_state_planned_at_id", "state", "planned_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_pay_run.id"))
    performer_id: Mapped[UUID]
    currency: Mapped[str]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    """What is sent: its lines, what is carried, less what is withheld."""
    posting_group_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_posting_key.id"))
    """What is pending in the journal until the transfer is done, or voided."""
    carried_in_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """From earlier payouts, beside its lines."""
    carried_out_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """Of its lines, left for the next: the currency cannot send it."""
    withheld_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """Of its lines, kept back by law for the tax office; nothing, once it is void."""
    withheld_because: Mapped[str] = mapped_column(default="")  # To be read by `with_money`.
    counted_again: Mapped[int] = mapped_column(default=0)
    """How often what is withheld changed before its run was approved."""
    state: Mapped[PayoutState] = mapped_column(default=PayoutState.PLANNED)
    because: Mapped[str] = mapped_column(default="")
    """Why it is void or came back."""
    planned_at: Mapped[datetime] = mapped_column(default_factory=now)
    changed_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(default=1, init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def withheld(self) -> Money:
        return Money(self.withheld_minor, self.currency)

    @property
    def earned(self) -> Money:
        """Paid by it to the performer, or for them to the tax office."""
        return self.amount + self.withheld


class PayoutLine(Base):
    """All that is left of one earning."""

    __tablename__ = "payouts_payout_line"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount"),
        Index("ix_payouts_payout_line_earning_id", "earning_id"),
    )

    payout_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_payout.id"), primary_key=True)
    earning_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_earning.id"), primary_key=True)
    amount_minor: Mapped[int] = mapped_column(BigInteger)


class Carry(Base):
    """What a currency could not send of somebody's payouts, for their next one. Below zero where
    a payout came back after a later one had sent what it left behind."""

    __tablename__ = "payouts_carry"

    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    amount_minor: Mapped[int] = mapped_column(BigInteger)


class SkipReason(StrEnum):
    """Kept in a table of its own: a new reason is a new row there."""

    HELD = "held"
    NO_ACCOUNT = "no_account"
    NOT_READY = "not_ready"
    PAUSED = "paused"
    RESTRICTED = "restricted"
    BELOW_MINIMUM = "below_minimum"
    CURRENCY = "currency"
    MISMATCH = "mismatch"
    """The journal holds less for them than their earnings say."""


class SkipReasonRow(Base):
    __tablename__ = "payouts_skip_reason"

    code: Mapped[str] = mapped_column(primary_key=True)


class Skipped(Base):
    """An earning that a run did not pay, and why."""

    __tablename__ = "payouts_skipped"
    __table_args__ = (
        UniqueConstraint("run_id", "earning_id"),
        Index("ix_payouts_skipped_performer_id", "performer_id"),
        Index("ix_payouts_skipped_run_id_performer_id", "run_id", "performer_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_pay_run.id"))
    earning_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_earning.id"))
    performer_id: Mapped[UUID]
    currency: Mapped[str]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(ForeignKey("payouts_skip_reason.code"))
    until: Mapped[datetime | None]
    """Where it ends by itself."""


class TakenOut(Base):
    """A payout that somebody took out of a run before it was approved."""

    __tablename__ = "payouts_taken_out"

    payout_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_payout.id"), primary_key=True)
    because: Mapped[str]
    taken_by: Mapped[UUID]
    taken_at: Mapped[datetime] = mapped_column(default_factory=now)


class PayByAlert(Base):
    """That finance heard of an earning which is not paid so many days before it must be."""

    __tablename__ = "payouts_pay_by_alert"

    earning_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_earning.id"), primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    alerted_at: Mapped[datetime] = mapped_column(default_factory=now)


for _model in (
    CurrencyRule,
    PayByAlert,
    PayoutLine,
    RunApproval,
    ScheduleTerms,
    Skipped,
    TakenOut,
):
    append_only(_model.__table__)
