"""Base64 and decimal numbers in the one spelling that C2SP formats allow."""

import base64
import re

_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\Z")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,18})\Z")
_MOST = 2**63 - 1
"""What the formats allow and a database column holds; 19 digits can say more."""


class NotCanonical(ValueError):
    """Two spellings of one value would be two texts under one signature."""


def decode_base64(text: str) -> bytes:
    if not _BASE64.match(text):
        raise NotCanonical("that is not standard base64")
    data = base64.b64decode(text)
    if encode_base64(data) != text:
        raise NotCanonical("that base64 has stray bits at its end")
    return data


def encode_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def decode_decimal(text: str) -> int:
    if not _DECIMAL.match(text) or int(text) > _MOST:
        raise NotCanonical("that is not a plain decimal number")
    return int(text)
