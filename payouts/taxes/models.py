"""What performers say of themselves, and where their form stands. Never a number of theirs."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class TaxDeclaration(Base):
    """A performer's own word. The newest counts; the older ones say what we knew when."""

    __tablename__ = "payouts_tax_declaration"
    __table_args__ = (UniqueConstraint("performer_id", "n"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID]
    n: Mapped[int]
    country: Mapped[str]
    """Of tax residence, as ISO 3166 spells it."""
    us_person: Mapped[bool]
    declared_at: Mapped[datetime] = mapped_column(default_factory=now)


class Form(StrEnum):
    W9 = "w9"
    W8BEN = "w8ben"


class FormState(StrEnum):
    ASKED = "asked"
    RECEIVED = "received"
    """Stripe has it. We never see it."""
    MISSING = "missing"
    """Asked for and not given, or Stripe says that it does not match."""


class TaxForm(Base):
    """How far the form got. The newest counts."""

    __tablename__ = "payouts_tax_form"
    __table_args__ = (UniqueConstraint("performer_id", "n"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID]
    n: Mapped[int]
    form: Mapped[Form]
    state: Mapped[FormState]
    noted_by: Mapped[UUID]
    noted_at: Mapped[datetime] = mapped_column(default_factory=now)


class TaxAsked(Base):
    """That a performer was asked where they are resident for tax: once, as soon as they earn."""

    __tablename__ = "payouts_tax_asked"

    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)


for _model in (TaxAsked, TaxDeclaration, TaxForm):
    append_only(_model.__table__)
