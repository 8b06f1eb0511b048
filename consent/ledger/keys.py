"""Who may sign: Ed25519 keys by name, in the spelling of C2SP signed notes."""

import hashlib
import re
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from consent.ledger.strict import NotCanonical, decode_base64, encode_base64

_NAME = re.compile(r"[^\s+]+\Z")
_PRIME = 2**255 - 19
KEY_SIZE = 32


class BadKey(ValueError):
    """A key that must not be trusted, whoever sent it."""


class Kind(IntEnum):
    """What a signature by this key says."""

    LOG = 0x01
    """This is my tree."""
    WITNESS = 0x04
    """I saw this tree at this time, and it continues what I saw before."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    name: str
    kind: Kind
    public: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name):
            raise BadKey("a key's name has no spaces and no plus sign")
        _refuse_weak(self.public)

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """`name+hash+base64`, as it stands in a policy or at /ledger/vkey."""
        parts = text.split("+", 2)
        if len(parts) != 3:
            raise BadKey("that is no verifier key: it is name+hash+key")
        name, shown_id, encoded = parts
        try:
            data = decode_base64(encoded)
            key = cls(name, Kind(data[0]), data[1:])
        except (IndexError, NotCanonical) as why:
            raise BadKey(f"that is no verifier key: {why}") from None
        except ValueError as why:
            raise BadKey(str(why)) from None
        if key.id.hex() != shown_id:
            raise BadKey("the key's hash does not fit the key")
        return key

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encode_base64(bytes([self.kind]) + self.public)}"

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(named).digest()[:4]

    def verifies(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    name: str
    kind: Kind
    private: Ed25519PrivateKey

    @classmethod
    def create(cls, name: str, kind: Kind) -> "SigningKey":
        return cls(name, kind, Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, name: str, kind: Kind, seed: bytes) -> "SigningKey":
        return cls(name, kind, Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def seed(self) -> bytes:
        return self.private.private_bytes_raw()

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


def is_key_name(name: str) -> bool:
    return bool(_NAME.match(name))


def _refuse_weak(public: bytes) -> None:
    """A point of small order would verify signatures that nobody made; libraries let it pass."""
    if len(public) != KEY_SIZE:
        raise BadKey("an Ed25519 key has 32 bytes")
    y = int.from_bytes(public, "little") & ((1 << 255) - 1)
    if y >= _PRIME:
        raise BadKey("the key is not in its canonical spelling")
    if y in _SMALL_ORDER:
        raise BadKey("the key is weak: anybody could sign for it")


_Y_OF_ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022
_SMALL_ORDER = frozenset((0, 1, _PRIME - 1, _Y_OF_ORDER_8, _PRIME - _Y_OF_ORDER_8))
"""The y coordinates of the eight points whose order divides 8: 1 and -1, 0, and two of order 8."""
