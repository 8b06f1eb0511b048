"""Secrets and signatures by Standard Webhooks 1.0."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

PREFIX = "whsec_"
_SECRET_BYTES = 32


def new_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def shown(secret: bytes) -> str:
    """As every library of the standard takes it."""
    return PREFIX + base64.b64encode(secret).decode()


def message_id(event_id: UUID) -> str:
    return f"msg_{event_id.hex}"


def headers(event_id: UUID, at: datetime, body: bytes, keys: Iterable[bytes]) -> dict[str, str]:
    """One signature for each secret: during a rotation the receiver may know either."""
    sent_id, seconds = message_id(event_id), str(int(at.timestamp()))
    signed = b".".join((sent_id.encode(), seconds.encode(), body))
    signatures = (hmac.new(key, signed, hashlib.sha256).digest() for key in keys)
    return {
        "webhook-id": sent_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(
            f"v1,{base64.b64encode(signature).decode()}" for signature in signatures
        ),
    }


def is_signed(
    sent: Mapping[str, str], body: bytes, key: bytes, at: datetime, late: timedelta
) -> bool:
    """Of a message to us, whoever says they sent it: by whoever has the key, not long ago."""
    named = {name.lower(): value for name, value in sent.items()}
    sent_id, seconds = named.get("webhook-id", ""), named.get("webhook-timestamp", "")
    if not sent_id or not seconds.isascii() or not seconds.isdigit() or len(seconds) > 12:
        return False
    if abs(at.timestamp() - int(seconds)) > late.total_seconds():
        return False
    signed = b".".join((sent_id.encode(), seconds.encode(), body))
    wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = named.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(each.encode(), wanted.encode()) for each in given)
