"""Commitments: an entry says that something private was fixed, and nothing about what it was."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from typing import Any

import rfc8785

from consent.ledger.entries import Entry, random_text

SALT_SIZE = 32
_PREFIX = b"fairtake-ledger-commit/v1\0"
_SALT = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]\Z")
"""32 bytes in base64url: the last character has only four bits that count."""


class BadSalt(ValueError):
    """A salt of another size is none: guessing must stay hopeless for every single entry."""


def new_salt() -> bytes:
    """One for each entry, so that opening one says nothing about another."""
    return secrets.token_bytes(SALT_SIZE)


def commitment(salt: bytes, payload: Mapping[str, Any]) -> str:
    """What stands in an entry's `commit`."""
    if len(salt) != SALT_SIZE:
        raise BadSalt(f"a salt has {SALT_SIZE} bytes")
    return random_text(hashlib.sha256(_PREFIX + salt + rfc8785.dumps(dict(payload))).digest())


def opens(entry: Entry, salt: bytes, payload: Mapping[str, Any]) -> bool:
    """Whether this is what the entry committed to."""
    return hmac.compare_digest(entry.event.commitment, commitment(salt, payload))


def write_salt(salt: bytes) -> str:
    return random_text(salt)


def read_salt(text: str) -> bytes:
    if not _SALT.match(text):
        raise BadSalt("that is no salt: 32 bytes in base64url")
    return base64.urlsafe_b64decode(text + "=")
