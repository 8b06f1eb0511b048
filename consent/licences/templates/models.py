"""Templates of client licences and their versions, each with its terms and its text."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base
from foundation.two_people import BY_TWO_PEOPLE, ByTwoPeople


class LicenceTemplate(Base):
    """One kind of licence, over all its versions."""

    __tablename__ = "consent_licence_template"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default_factory=now)


class LicenceVersion(ByTwoPeople, Base):
    """Text and terms side by side. Once published it never changes."""

    __tablename__ = "consent_licence_version"
    __table_args__ = (
        UniqueConstraint("template_id", "number"),
        CheckConstraint(BY_TWO_PEOPLE, name="two_people"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    template_id: Mapped[UUID] = mapped_column(ForeignKey("consent_licence_template.id"), index=True)
    terms: Mapped[bytes]
    """Canonical JSON of what is planned."""
    terms_hash: Mapped[str]
    drafted_by: Mapped[UUID]
    """Who changed it last."""
    drafted_at: Mapped[datetime] = mapped_column(default_factory=now)
    locale: Mapped[str] = mapped_column(default="en")
    title: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    """Plain text; an empty line begins a paragraph."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}
