"""Who a token says is asking: the API's counterpart of a sign-in."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import Request
from flask_login import UserMixin
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.statements import changed
from marketplace.accounts.holding import is_held
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import POWERS, Role
from marketplace.accounts.signed_in import has_begun
from marketplace.accounts.tokens.models import ApiToken

PREFIX = "fairtake_"
USED_AT_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, eq=False)
class Bearer(UserMixin):  # type: ignore[misc]
    token_id: UUID
    account_id: UUID
    role: Role
    on_behalf_of: UUID | None
    scopes: frozenset[str]
    is_deactivated: bool = False

    def get_id(self) -> str:
        return str(self.token_id)

    def as_actor(self) -> Actor:
        powers = frozenset() if self.is_deactivated else POWERS.get(self.role, frozenset())
        return Actor(self.account_id, self.role, self.on_behalf_of, powers)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def bearer_of(session: Session, request: Request) -> Bearer | None:
    """None for a token that is unknown, over, revoked, or whose role has ended."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.startswith(PREFIX):
        return None
    row = session.execute(
        select(ApiToken, RoleGrant.role, RoleGrant.on_behalf_of, Account.deactivated_from)
        .join(RoleGrant, RoleGrant.id == ApiToken.acting_as)
        .join(Account, Account.id == ApiToken.account_id)
        .where(ApiToken.secret_hash == hash_of(secret.strip()))
        .where(ApiToken.expires_at > now(), ApiToken.revoked_at.is_(None))
        .where(is_held(), Account.closed_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    token, role, on_behalf_of, since = row
    scopes = frozenset(token.scopes)
    shut = has_begun(since)
    bearer = Bearer(token.id, token.account_id, role, on_behalf_of, scopes, shut)
    if token.used_at is None or token.used_at < now() - USED_AT_EVERY:
        _note_use(token.id)
    return bearer


def _note_use(token_id: UUID) -> None:
    with transaction() as session:
        changed(session, update(ApiToken).where(ApiToken.id == token_id).values(used_at=now()))
