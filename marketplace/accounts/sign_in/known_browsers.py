"""A signed cookie by which a browser is recognised that signed in to an account before.

It opens nothing: it only keeps its owner's attempts apart from those of strangers.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from foundation.ids import new_id
from foundation.settings import Settings

LASTS = timedelta(days=365)
_AT_MOST = 5
"""Accounts that one browser is remembered for: the latest."""


@dataclass(frozen=True, slots=True)
class KnownBrowser:
    id: str
    accounts: tuple[str, ...] = ()

    def knows(self, account_id: UUID) -> bool:
        return str(account_id) in self.accounts

    def with_account(self, account_id: UUID) -> "KnownBrowser":
        others = tuple(each for each in self.accounts if each != str(account_id))
        return KnownBrowser(self.id, (str(account_id), *others)[:_AT_MOST])


def of(request: Request, settings: Settings) -> KnownBrowser:
    try:
        kept = _signer(settings).loads(
            request.cookies.get(_name(settings), ""), max_age=int(LASTS.total_seconds())
        )
    except BadSignature:
        return KnownBrowser(str(new_id()))
    return KnownBrowser(kept["id"], tuple(kept["accounts"]))


def remember(response: Response, request: Request, settings: Settings, account_id: UUID) -> None:
    browser = of(request, settings).with_account(account_id)
    response.set_cookie(
        _name(settings),
        str(_signer(settings).dumps({"id": browser.id, "accounts": browser.accounts})),
        max_age=LASTS,
        secure=settings.https,
        httponly=True,
        samesite="Lax",
    )


def _name(settings: Settings) -> str:
    return "__Host-browser" if settings.https else "browser"


def _signer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.secret_key, salt="known browser")
