"""Ending tokens: what the token page, a new password and a new email address share."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.statements import changed
from marketplace.accounts.tokens.models import ApiToken


def revoke(session: Session, actor: Actor, token_id: UUID) -> bool:
    """A step. False where it was revoked already."""
    unrevoked = update(ApiToken).where(ApiToken.id == token_id, ApiToken.revoked_at.is_(None))
    if not changed(session, unrevoked.values(revoked_at=now())):
        return False
    audit.record(session, actor, "token.revoked", token_id)
    return True


def revoke_all(session: Session, actor: Actor) -> int:
    """A step. How many of this person's own tokens worked until now."""
    theirs = select(ApiToken.id).where(
        ApiToken.account_id == actor.id, ApiToken.revoked_at.is_(None), ApiToken.expires_at > now()
    )
    return sum(revoke(session, actor, each) for each in session.scalars(theirs).all())
