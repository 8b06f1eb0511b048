"""Keeps small secrets unreadable in the database: sealed under a key the database never sees."""

import secrets
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_FORMAT = b"\x01"
_NONCE_BYTES = 12


class BrokenSeal(Exception):
    """Another key, another owner, or changed bytes: a fault, never a person's mistake."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One purpose's key, so that what was sealed for one thing opens for no other."""

    key: bytes

    def close(self, plain: bytes, *, owner: UUID, about: str = "") -> bytes:
        """Bound to its owner, and to what it is about: in another row it no longer opens."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        bound_to = owner.bytes + about.encode()
        return _FORMAT + nonce + AESGCM(self.key).encrypt(nonce, plain, bound_to)

    def open(self, sealed: bytes, *, owner: UUID, about: str = "") -> bytes:
        kind, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        if kind != _FORMAT:
            raise BrokenSeal("sealed in a format that this version does not know")
        try:
            return AESGCM(self.key).decrypt(nonce, body, owner.bytes + about.encode())
        except InvalidTag:
            raise BrokenSeal("does not open with this key for this owner") from None


def seal_for(master_key: str, purpose: str) -> Seal:
    return Seal(derived_key(master_key, purpose))


@lru_cache(maxsize=64)
def derived_key(master_key: str, purpose: str) -> bytes:
    """32 bytes that tell nothing about the master key or about another purpose's key."""
    info = f"fairtake: {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(
        bytes.fromhex(master_key)
    )
