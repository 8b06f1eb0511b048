"""Every version of somebody's minimums, and the clients that they avoid now.

That there was a version, when, and its hash stay as evidence; what it said can be erased.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class MinimumsVersion(Base):
    """The one with the highest number holds."""

    __tablename__ = "consent_minimums_version"

    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1 on. Of two who save at once the key lets one through."""
    hash: Mapped[str]
    """Of salt and body: once both are erased nobody can guess what it was."""
    set_at: Mapped[datetime] = mapped_column(default_factory=now)


class MinimumsBody(Base):
    __tablename__ = "consent_minimums_body"
    __table_args__ = (
        ForeignKeyConstraint(
            ["performer_id", "number"],
            ["consent_minimums_version.performer_id", "consent_minimums_version.number"],
        ),
    )

    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    """Canonical JSON."""


class AvoidedClient(Base):
    """By name, so that nobody learns by trying names who is a client here."""

    __tablename__ = "consent_avoided_client"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(index=True)
    name_key: Mapped[str] = mapped_column(index=True)
    client_id: Mapped[UUID | None] = mapped_column(index=True)
    """Whoever had this name when it was said, one row each: another name later is no way out."""


append_only(MinimumsVersion.__table__)
