"""A person, the roles they hold, and the places they are signed in from."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base
from marketplace.accounts.roles import Role


class Account(Base):
    """A person who can sign in. A closed account stays as an id, with nothing personal left."""

    __tablename__ = "marketplace_account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    email: Mapped[str | None] = mapped_column(unique=True)
    """Lower case. None once closed."""
    name: Mapped[str]
    password_hash: Mapped[str | None] = mapped_column(default=None)
    email_verified_at: Mapped[datetime | None] = mapped_column(default=None)
    locale: Mapped[str] = mapped_column(default="en")
    zone: Mapped[str] = mapped_column(default="UTC")
    """IANA name; every time is shown in it."""
    created_at: Mapped[datetime] = mapped_column(default_factory=now)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    deactivated_from: Mapped[datetime | None] = mapped_column(default=None)
    """None while it is open. Asked on every page, so it stands here beside the decision's row."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class RoleGrant(Base):
    """A role that a person holds, for themselves or for an organisation."""

    __tablename__ = "marketplace_role_grant"
    # A plain UNIQUE would take two NULLs for different, and an ended grant for a held one.
    __table_args__ = (
        Index(
            "uq_marketplace_role_grant_own",
            "account_id",
            "role",
            unique=True,
            sqlite_where=text("on_behalf_of IS NULL AND ended_at IS NULL"),
            postgresql_where=text("on_behalf_of IS NULL AND ended_at IS NULL"),
        ),
        Index(
            "uq_marketplace_role_grant_for_others",
            "account_id",
            "role",
            "on_behalf_of",
            unique=True,
            sqlite_where=text("on_behalf_of IS NOT NULL AND ended_at IS NULL"),
            postgresql_where=text("on_behalf_of IS NOT NULL AND ended_at IS NULL"),
        ),
        # Neither of those is of use to who asks for all that somebody holds.
        Index("ix_marketplace_role_grant_account_id", "account_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"))
    role: Mapped[Role]
    granted_by: Mapped[UUID]
    on_behalf_of: Mapped[UUID | None] = mapped_column(default=None, index=True)
    """The client, for the roles held in one. Known by id only: clients stand above accounts."""
    granted_at: Mapped[datetime] = mapped_column(default_factory=now)
    granted_because: Mapped[str] = mapped_column(default="")
    last_day: Mapped[date | None] = mapped_column(default=None)
    """Where the role was given until a date: after it, it opens nothing."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_because: Mapped[str] = mapped_column(default="")
    """The reasons stand here and not in the audit, because they may name people."""


class SignIn(Base):
    """One browser that is signed in. The cookie carries its id; ending the row ends the session."""

    __tablename__ = "marketplace_sign_in"
    __table_args__ = (Index("ix_marketplace_sign_in_account_started", "account_id", "started_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"))
    acting_as: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_role_grant.id"), default=None
    )
    started_at: Mapped[datetime] = mapped_column(default_factory=now)
    seen_at: Mapped[datetime] = mapped_column(default_factory=now)
    authenticated_at: Mapped[datetime] = mapped_column(default_factory=now)
    """When the person last proved who they are, in full: sensitive changes ask for a fresh one."""
    second_factor_at: Mapped[datetime | None] = mapped_column(default=None)
    address: Mapped[str] = mapped_column(default="")
    agent: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_because: Mapped[str] = mapped_column(default="")
