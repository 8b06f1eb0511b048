"""Issuing a link, looking at it, and using it once."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.statements import changed
from marketplace.accounts.links.errors import LinkNotValid
from marketplace.accounts.links.models import MailedLink


def issue(
    session: Session,
    *,
    purpose: str,
    email: str,
    lives: timedelta,
    account_id: UUID | None = None,
    replaces: bool = True,
    **details: Any,
) -> str:
    """The token for the link's path, which exists only in the mail.

    An earlier link of this purpose to this address ends, unless they may stand side by side.
    """
    if replaces:
        void(session, purpose=purpose, email=email)
    token = secrets.token_urlsafe(32)
    session.add(
        MailedLink(
            purpose=purpose,
            token_hash=_hash(token),
            email=email,
            account_id=account_id,
            ends_at=now() + lives,
            details=details,
        )
    )
    return token


@contextmanager
def work_for(session: Session, account_id: UUID | None) -> Iterator[None]:
    """For nobody the same work is done, and undone: how long an answer takes must not tell whose
    address is known here."""
    with session.begin_nested() as work:
        yield
        session.flush()
        if account_id is None:
            work.rollback()


def look(session: Session, purpose: str, token: str) -> MailedLink:
    """Opening is not using: mail scanners open every link before its reader does."""
    link = session.scalar(
        select(MailedLink).where(
            MailedLink.token_hash == _hash(token), MailedLink.purpose == purpose, _is_good()
        )
    )
    if link is None:
        raise LinkNotValid
    return link


def use(session: Session, purpose: str, token: str) -> MailedLink:
    """Of two at once, one gets the link; the other is told that it was used."""
    link = look(session, purpose, token)
    if not changed(
        session,
        update(MailedLink).where(MailedLink.id == link.id, _is_good()).values(used_at=now()),
    ):
        raise LinkNotValid
    return link


def void(session: Session, *, purpose: str, email: str) -> None:
    session.execute(
        update(MailedLink)
        .where(MailedLink.purpose == purpose, MailedLink.email == email, _is_good())
        .values(ends_at=now())
    )


def forget(session: Session, account_id: UUID) -> None:
    """A step of closing an account: what was mailed names its address."""
    session.execute(delete(MailedLink).where(MailedLink.account_id == account_id))


def _is_good() -> ColumnElement[bool]:
    return MailedLink.used_at.is_(None) & (MailedLink.ends_at > now())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
