"""The link in a mail that stops such mail without signing in: signed, so nobody can make one up."""

from dataclasses import dataclass
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from foundation.notices.errors import LinkNotOurs
from foundation.web import settings

DIGEST = "digest"
"""Stands where a kind's name would: stops everything that comes in digests."""


@dataclass(frozen=True, slots=True)
class Subscription:
    account_id: UUID
    kind: str


def token(subscription: Subscription) -> str:
    return str(_serializer().dumps([subscription.account_id.hex, subscription.kind]))


def read(signed: str) -> Subscription:
    try:
        account_id, kind = _serializer().loads(signed)
    except BadSignature:
        raise LinkNotOurs from None
    return Subscription(UUID(account_id), kind)


def turn_off_path(account_id: UUID, kind: str) -> str:
    return f"/notices/turn-off/{token(Subscription(account_id, kind))}"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="notices.turn-off")
