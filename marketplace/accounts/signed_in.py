"""Who the cookie says is here: one query per request, and a plain value."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask_login import UserMixin
from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from marketplace.accounts.models import Account, RoleGrant, SignIn
from marketplace.accounts.roles import NEEDS_SECOND_FACTOR, POWERS, Role

ENDS_AFTER = timedelta(days=30)
IDLE_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Hat:
    """A role this person may act in."""

    id: UUID
    role: Role
    on_behalf_of: UUID | None


@dataclass(frozen=True, slots=True, eq=False)
class SignedIn(UserMixin):  # type: ignore[misc]
    sign_in_id: UUID
    account_id: UUID
    name: str
    email: str
    email_verified: bool
    locale: str
    zone: str
    seen_at: datetime
    authenticated_at: datetime
    second_factor_at: datetime | None
    hats: tuple[Hat, ...]
    hat: Hat | None
    """The one they act in now."""
    is_deactivated: bool = False

    def get_id(self) -> str:
        return str(self.sign_in_id)

    @property
    def lacks_second_factor(self) -> bool:
        """Acting in this role waits until a second factor was shown in this sign-in."""
        needed = self.hat is not None and self.hat.role in NEEDS_SECOND_FACTOR
        return needed and self.second_factor_at is None

    def as_actor(self) -> Actor:
        if self.hat is None:
            return Actor(id=self.account_id, role="nobody")
        shut = self.lacks_second_factor or self.is_deactivated
        powers = frozenset() if shut else POWERS.get(self.hat.role, frozenset())
        return Actor(
            id=self.account_id,
            role=self.hat.role,
            on_behalf_of=self.hat.on_behalf_of,
            powers=powers,
        )


_WHO = (
    select(
        SignIn.acting_as,
        SignIn.seen_at,
        SignIn.authenticated_at,
        SignIn.second_factor_at,
        Account.id,
        Account.name,
        Account.email,
        Account.email_verified_at,
        Account.locale,
        Account.zone,
        Account.deactivated_from,
        RoleGrant.id.label("hat_id"),
        RoleGrant.role,
        RoleGrant.on_behalf_of,
    )
    .join(Account, Account.id == SignIn.account_id)
    .outerjoin(
        RoleGrant,
        (RoleGrant.account_id == Account.id)
        & RoleGrant.ended_at.is_(None)
        & or_(RoleGrant.last_day.is_(None), RoleGrant.last_day >= bindparam("today")),
    )
    .where(SignIn.id == bindparam("key"), SignIn.ended_at.is_(None), Account.closed_at.is_(None))
    .where(SignIn.started_at > bindparam("started_after"), SignIn.seen_at > bindparam("seen_after"))
    .order_by(RoleGrant.granted_at, RoleGrant.id)
)
"""Asked on every page, so it is put together once: that takes as long as asking it."""


def load(session: Session, sign_in_id: str) -> SignedIn | None:
    """None for an ended, idle or unknown sign-in, and for a closed account."""
    try:
        key = UUID(sign_in_id)
    except ValueError:
        return None
    at = now()
    asked = {
        "key": key,
        "started_after": at - ENDS_AFTER,
        "seen_after": at - IDLE_AFTER,
        "today": at.date(),
    }
    rows = session.execute(_WHO, asked).all()
    if not rows:
        return None
    row = rows[0]
    hats = tuple(Hat(each.hat_id, each.role, each.on_behalf_of) for each in rows if each.hat_id)
    chosen = next((hat for hat in hats if hat.id == row.acting_as), hats[0] if hats else None)
    return SignedIn(
        sign_in_id=key,
        account_id=row.id,
        name=row.name,
        email=row.email or "",
        email_verified=row.email_verified_at is not None,
        locale=row.locale,
        zone=row.zone,
        seen_at=row.seen_at,
        authenticated_at=row.authenticated_at,
        second_factor_at=row.second_factor_at,
        hats=hats,
        hat=chosen,
        is_deactivated=has_begun(row.deactivated_from),
    )


def has_begun(since: datetime | None) -> bool:
    """Also asked for tokens."""
    return since is not None and since <= now()
