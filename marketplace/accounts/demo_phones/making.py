"""Phones for the demo people who need one: their secrets are made up from their addresses, so
that `/dev/codes` can show the codes on a machine of one's own."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts import demo as people
from marketplace.accounts.factors import queries
from marketplace.accounts.factors.keys import app_seal
from marketplace.accounts.factors.models import AuthenticatorApp

NAME = "Demo phone"


def secret_of(email: str) -> str:
    seed = hashlib.sha256(f"demo phone of {email}".encode()).digest()
    return base64.b32encode(seed[:20]).decode()


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    missing = [each for each in people.CHARACTERS if _lacks_phone(db.session(), each.id)]
    if missing:
        with transaction() as session:
            session.add_all(_phone(each.id, each.email) for each in missing)
    return ()


def with_phones(session: Session) -> Sequence[people.Character]:
    """Those whose codes can be shown: a phone that they set up themselves is not among them."""
    ids = session.scalars(
        select(AuthenticatorApp.account_id).where(AuthenticatorApp.name == NAME)
    ).all()
    return [each for each in people.CHARACTERS if each.id in ids]


def _lacks_phone(session: Session, account_id: UUID) -> bool:
    needed = queries.needs_factor(session, account_id)
    return needed and not queries.has_factor(session, account_id)


def _phone(account_id: UUID, email: str) -> AuthenticatorApp:
    sealed = app_seal().close(secret_of(email).encode(), owner=account_id)
    return AuthenticatorApp(
        account_id=account_id, name=NAME, sealed_secret=sealed, confirmed_at=now()
    )
