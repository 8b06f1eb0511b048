"""What the headers of tus 1.0 look like: their shape and bounds, nothing else."""

import base64
import binascii

from werkzeug.datastructures import Headers

from foundation.uploads.arriving import Checksum
from foundation.uploads.errors import BadHeader

CHECKSUMS = {"sha256": 32, "sha1": 20}
"""Bytes of each digest. tus asks every server for SHA-1; nothing else here relies on it."""
_MOST_DIGITS = 18


def number(headers: Headers, name: str) -> int | None:
    value = headers.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS):
        raise BadHeader(name)
    return int(value)


def length_or_deferred(headers: Headers) -> int | None:
    """Exactly one of the two headers says it."""
    length, deferred = number(headers, "Upload-Length"), headers.get("Upload-Defer-Length")
    if deferred not in (None, "1"):
        raise BadHeader("Upload-Defer-Length")
    if (length is None) != (deferred == "1"):
        raise BadHeader("Upload-Length")
    return length


def offset(headers: Headers) -> int:
    found = number(headers, "Upload-Offset")
    if found is None:
        raise BadHeader("Upload-Offset")
    return found


def checksum(headers: Headers) -> Checksum | None:
    if "Upload-Checksum" not in headers:
        return None
    algorithm, _, value = headers["Upload-Checksum"].partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise BadHeader("Upload-Checksum") from None
    if CHECKSUMS.get(algorithm) != len(digest):
        raise BadHeader("Upload-Checksum")
    return Checksum(algorithm, digest)
