"""Whether Stripe signed these bytes, and when."""

from collections.abc import Sequence
from datetime import UTC, datetime

from stripe import SignatureVerificationError, WebhookSignature


def signed_at(body: bytes, signature: str, secrets: Sequence[str]) -> datetime | None:
    """The signed time, if any of these secrets made the signature. How old is for others to judge:
    the SDK would ask the machine's clock, and only in one direction."""
    if not signature.isascii():  # The SDK trips over it.
        return None
    for secret in secrets:
        try:
            WebhookSignature.verify_header(body, signature, secret, tolerance=None)
        except (SignatureVerificationError, UnicodeDecodeError):
            continue
        return _time_in(signature)
    return None


def _time_in(signature: str) -> datetime | None:
    """There is one: what was verified contains it."""
    said = next(each[2:] for each in signature.split(",") if each.startswith("t="))
    try:
        return datetime.fromtimestamp(int(said), UTC)
    except (ValueError, OverflowError, OSError):
        return None
