"""A sign-in between the password and the second factor: in the signed cookie, for minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import session as cookie

from foundation.clock import now

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
        "next": next_path,
        "ends_at": (now() + LASTS).isoformat(),
    }


def recall() -> Halfway | None:
    kept = cookie.get(_NAME)
    if kept is None or datetime.fromisoformat(kept["ends_at"]) <= now():
        return None
    return Halfway(UUID(kept["account"]), kept["next"])


def forget() -> None:
    cookie.pop(_NAME, None)
