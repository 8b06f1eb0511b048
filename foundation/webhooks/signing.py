"""Secrets and signatures by Standard Webhooks 1.0."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
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
