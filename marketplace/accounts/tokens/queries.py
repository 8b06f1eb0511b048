"""Questions about tokens."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from marketplace.accounts.tokens import policy
from marketplace.accounts.tokens.errors import TokenNotFound
from marketplace.accounts.tokens.models import ApiToken


def own_token(session: Session, token_id: UUID, *, actor: Actor) -> ApiToken:
    token = session.get(ApiToken, token_id)
    if token is None:
        raise TokenNotFound(token_id)
    if not policy.may_see(actor, token):
        raise TokenNotFound(token_id)
    return token


def tokens_of(session: Session, account_id: UUID) -> Sequence[ApiToken]:
    """Those that still work or ended by themselves, newest first; revoked ones are gone."""
    return session.scalars(
        select(ApiToken)
        .where(ApiToken.account_id == account_id, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.created_at.desc(), ApiToken.id)
    ).all()
