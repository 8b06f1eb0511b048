"""Rules that people proposed and confirmed, beside those that the application is shipped with."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consent.jurisdictions.words import RuleCode
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base
from foundation.two_people import BY_TWO_PEOPLE, ByTwoPeople


class JurisdictionRule(ByTwoPeople, Base):
    """What holds in a place from a day on. What was published is never changed: another follows."""

    __tablename__ = "consent_jurisdiction_rule"
    __table_args__ = (
        UniqueConstraint("jurisdiction", "code", "number"),
        CheckConstraint(BY_TWO_PEOPLE, name="two_people"),
        CheckConstraint("value >= 0", name="value"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    jurisdiction: Mapped[str]
    """A place such as `US-IL`, or `ALL`."""
    code: Mapped[RuleCode]
    value: Mapped[int]
    """In the unit of its code."""
    effective_from: Mapped[date]
    effective_until: Mapped[date | None]
    """The last day, where one is known."""
    source: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}
