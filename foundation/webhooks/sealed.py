"""The secrets of an endpoint: readable to whoever signs with them, sealed in the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.sealing import Seal, seal_for
from foundation.web import settings
from foundation.webhooks import signing
from foundation.webhooks.models import EndpointSecret

OVERLAP = timedelta(hours=24)
"""How long the secret before the newest still signs."""


def add_secret(session: Session, endpoint_id: UUID) -> str:
    """A step. The others end after the overlap, or when they would have ended before."""
    others = update(EndpointSecret).where(EndpointSecret.endpoint_id == endpoint_id)
    session.execute(others.where(_lives(now() + OVERLAP)).values(ends_at=now() + OVERLAP))
    secret = signing.new_secret()
    sealed = _seal().close(secret, owner=endpoint_id)
    session.add(EndpointSecret(endpoint_id=endpoint_id, sealed=sealed))
    return signing.shown(secret)


def live_secrets(session: Session, endpoint_id: UUID, at: datetime) -> Sequence[bytes]:
    """Newest first."""
    rows = select(EndpointSecret.sealed).where(EndpointSecret.endpoint_id == endpoint_id)
    newest_first = rows.where(_lives(at)).order_by(EndpointSecret.created_at.desc())
    seal = _seal()
    return [seal.open(sealed, owner=endpoint_id) for sealed in session.scalars(newest_first)]


def _lives(at: datetime) -> ColumnElement[bool]:
    return or_(EndpointSecret.ends_at.is_(None), EndpointSecret.ends_at > at)


def _seal() -> Seal:
    return seal_for(settings().master_key, "webhook secrets")
