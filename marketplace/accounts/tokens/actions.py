"""What can happen to a token. Each action is one transaction."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.holding import is_held
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.telling import tell_of_token
from marketplace.accounts.tokens import queries, steps
from marketplace.accounts.tokens.bearer import PREFIX, hash_of
from marketplace.accounts.tokens.errors import NoRoleToActIn, UnknownScopes
from marketplace.accounts.tokens.models import ApiToken


def create_token(
    name: str, scopes: Collection[str], days: int, *, known_scopes: Collection[str], actor: Actor
) -> str:
    """Returns the secret, which is shown once and kept nowhere."""
    unknown = sorted(set(scopes) - set(known_scopes))
    if unknown:
        raise UnknownScopes(", ".join(unknown))
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction() as session:
        token = ApiToken(
            account_id=actor.id,
            acting_as=_grant_worn(session, actor),
            name=name,
            secret_hash=hash_of(secret),
            scopes=sorted(scopes),
            expires_at=now() + timedelta(days=days),
        )
        session.add(token)
        session.flush()
        audit.record(session, actor, "token.created", token.id, scopes=token.scopes, days=days)
        tell_of_token(session, actor.id)
    return secret


def revoke_token(token_id: UUID, *, actor: Actor) -> None:
    """Ends it at once. Twice is harmless."""
    with transaction() as session:
        token = queries.own_token(session, token_id, actor=actor)
        steps.revoke(session, actor, token.id)


def _grant_worn(session: Session, actor: Actor) -> UUID:
    """The role the person acts in now is the one the token will act in."""
    grant_id = session.scalar(
        select(RoleGrant.id).where(
            RoleGrant.account_id == actor.id,
            RoleGrant.role == actor.role,
            RoleGrant.on_behalf_of.is_(None)
            if actor.on_behalf_of is None
            else RoleGrant.on_behalf_of == actor.on_behalf_of,
            is_held(),
        )
    )
    if grant_id is None:
        raise NoRoleToActIn
    return grant_id
