"""Samples as they were asked for, what was drawn, and what was found of each entry."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "unclear"


class Sample(Base):
    """Asked for before the checkpoint exists that decides it: so nobody can try until it suits."""

    __tablename__ = "consent_sample"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    purpose: Mapped[str]
    """What it is for, in words that are part of the seed: no person is named in them."""
    wanted: Mapped[int]
    """How many entries."""
    asked_by: Mapped[UUID]
    after_checkpoint: Mapped[int] = mapped_column(BigInteger)
    """The number of the newest that was signed by then; the next one decides."""
    asked_at: Mapped[datetime] = mapped_column(default_factory=now, index=True)


class SampleDraw(Base):
    """The first checkpoint that came after, and the seed that it gave."""

    __tablename__ = "consent_sample_draw"

    sample_id: Mapped[UUID] = mapped_column(ForeignKey("consent_sample.id"), primary_key=True)
    checkpoint: Mapped[int] = mapped_column(BigInteger)
    size: Mapped[int] = mapped_column(BigInteger)
    seed: Mapped[str]
    drawn_at: Mapped[datetime] = mapped_column(default_factory=now)


class SampleItem(Base):
    __tablename__ = "consent_sample_item"

    sample_id: Mapped[UUID] = mapped_column(ForeignKey("consent_sample.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1 for the first that was drawn."""
    position: Mapped[int] = mapped_column(BigInteger)


class SampleVerdict(Base):
    """What somebody found of one entry. Another look is another row; the newest counts."""

    __tablename__ = "consent_sample_verdict"
    __table_args__ = (Index("ix_consent_sample_verdict_sample_id", "sample_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    sample_id: Mapped[UUID] = mapped_column(ForeignKey("consent_sample.id"))
    number: Mapped[int]
    verdict: Mapped[str]
    judged_by: Mapped[UUID]
    judged_at: Mapped[datetime] = mapped_column(default_factory=now)
    case_id: Mapped[UUID | None] = mapped_column(default=None)
    """Where it is looked into: words about people belong there, where they are erased in time."""


for _table in (Sample, SampleDraw, SampleItem, SampleVerdict):
    append_only(_table.__table__)
