"""Codes to print for the day the phone is gone: 120 random bits each, kept as a digest."""

import hashlib
import hmac
import secrets

HOW_MANY = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz234567891"
"""32 letters and digits without i, l, o and 0, which look like others on paper."""
_GROUPS, _GROUP = 4, 6
_LENGTH = _GROUPS * _GROUP


def new_codes() -> list[str]:
    return [_new_code() for _ in range(HOW_MANY)]


def _new_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def plain(typed: str) -> str:
    """As people copy them: any case, with or without hyphens and blanks."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def looks_like_one(typed: str) -> bool:
    return len(plain(typed)) == _LENGTH


def digest(code: str, key: bytes) -> str:
    """Keyed, so that a stolen table cannot even be searched; long enough to need no slow hash."""
    return hmac.new(key, plain(code).encode(), hashlib.sha256).hexdigest()
