"""Requests that change something at Stripe, and what became of them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class Result(StrEnum):
    DONE = "done"
    NO = "no"
    """Stripe refused, and says the same again under this key: another try needs another."""
    UNKNOWN = "unknown"
    """It may have been done. To be repeated with the same key, or looked up; never assumed."""
    ABSENT = "absent"
    """Looked up, and it was not done."""


class Intent(Base):
    """The `n`th try to do one thing for one subject. Its key is made of these, so that it is the
    same whoever repeats it."""

    __tablename__ = "payouts_intent"
    __table_args__ = (UniqueConstraint("about", "subject_id", "n"), UniqueConstraint("key"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    about: Mapped[str]
    """What is to be done, in a word: `account`, `checkout`, `refund`."""
    subject_id: Mapped[UUID]
    n: Mapped[int]
    key: Mapped[str]
    path: Mapped[str]
    account: Mapped[str]
    """The connected account it is done in; empty: ours."""
    fingerprint: Mapped[str]
    """Of path, parameters and account."""
    asked_by: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(default_factory=now)


class IntentContent(Base):
    """The exact parameters, which may name people: gone as soon as the outcome is certain."""

    __tablename__ = "payouts_intent_content"

    intent_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_intent.id"), primary_key=True)
    parameters: Mapped[JsonObject]


class IntentOutcome(Base):
    __tablename__ = "payouts_intent_outcome"
    __table_args__ = (Index("ix_payouts_intent_outcome_intent_id", "intent_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    intent_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_intent.id"))
    result: Mapped[Result]
    object_id: Mapped[str] = mapped_column(default="")
    """What was made, by its id at Stripe."""
    code: Mapped[str] = mapped_column(default="")
    """Why not, in Stripe's word. Its sentence may name people, and is not kept."""
    known_at: Mapped[datetime] = mapped_column(default_factory=now)


for _model in (Intent, IntentOutcome):
    append_only(_model.__table__)
