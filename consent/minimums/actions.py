"""Saying what one would agree to. Each time is a version; the newest holds."""

import hashlib
import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.minimums import queries
from consent.minimums.errors import MinimumsChanged
from consent.minimums.models import AvoidedClient, MinimumsBody, MinimumsVersion
from consent.minimums.wishes import Minimums
from foundation import audit, hooks
from foundation.actors import Actor
from foundation.database import transaction
from foundation.naming import name_key

_SALT_BYTES = 32


def set_minimums(minimums: Minimums, seen: int, *, actor: Actor) -> int:
    """One's own, over version `seen` (0 for the first). Gives the new version's number."""
    try:
        with transaction() as session:
            if seen != queries.newest_number(session, actor.id):
                raise MinimumsChanged
            keep_version(session, actor.id, seen + 1, minimums)
            audit.record(session, actor, "minimums.set", actor.id, number=seen + 1)
    except IntegrityError as taken:
        raise MinimumsChanged from taken
    return seen + 1


def keep_version(session: Session, performer_id: UUID, number: int, minimums: Minimums) -> None:
    """A step."""
    salt, body = secrets.token_bytes(_SALT_BYTES), minimums.canonical()
    found = "sha256:" + hashlib.sha256(salt + body).hexdigest()
    session.add(MinimumsVersion(performer_id=performer_id, number=number, hash=found))
    session.flush()
    session.add(MinimumsBody(performer_id=performer_id, number=number, salt=salt, body=body))
    _avoid(session, performer_id, minimums.avoided)


def _avoid(session: Session, performer_id: UUID, names: Sequence[str]) -> None:
    session.execute(delete(AvoidedClient).where(AvoidedClient.performer_id == performer_id))
    keys = set(map(name_key, names))
    meant = hooks.organisations_called(session, keys)
    for key in sorted(keys):
        for client_id in meant.get(key) or (None,):
            row = AvoidedClient(performer_id=performer_id, name_key=key, client_id=client_id)
            session.add(row)
    session.flush()
