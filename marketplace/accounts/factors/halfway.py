"""A sign-in between the password and the second factor: in the signed cookie, for minutes, and
only while the password is the one that was typed."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import session as cookie
from sqlalchemy import select

from foundation.clock import now
from foundation.database import db
from marketplace.accounts.factors.keys import halfway_key
from marketplace.accounts.models import Account

LASTS = timedelta(minutes=10)
_NAME = "halfway"


@dataclass(frozen=True, slots=True)
class Halfway:
    """Somebody who knew this account's password a moment ago. Not signed in."""

    account_id: UUID
    next_path: str


def remember(account_id: UUID, next_path: str) -> None:
    cookie[_NAME] = {
        "account": str(account_id),
        "password": _mark(account_id),
        "next": next_path,
        "ends_at": (now() + LASTS).isoformat(),
    }


def recall() -> Halfway | None:
    kept = cookie.get(_NAME)
    if kept is None or datetime.fromisoformat(kept["ends_at"]) <= now():
        return None
    account_id = UUID(kept["account"])
    if not hmac.compare_digest(kept["password"], _mark(account_id)):
        return None
    return Halfway(account_id, kept["next"])


def forget() -> None:
    cookie.pop(_NAME, None)


def _mark(account_id: UUID) -> str:
    """Another one as soon as the password is: tells the cookie's reader nothing."""
    kept = db.session().scalar(select(Account.password_hash).where(Account.id == account_id))
    return hmac.digest(halfway_key(), (kept or "").encode(), "sha256").hex()
