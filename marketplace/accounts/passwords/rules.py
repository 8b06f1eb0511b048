"""Which passwords are good enough: long, not known to attackers, not made of one's own name.

OWASP ASVS 5.0, 6.2. No composition rules, no forced changes; every character counts, none is cut.
"""

import re
from functools import cache
from pathlib import Path

from marketplace.accounts.passwords.errors import WeakPassword

SHORTEST, LONGEST = 12, 256
ADVICE = "At least 12 characters. Fifteen or more are better: a few unrelated words do well."
_OUR_WORDS = ("fairtake",)
_LEFT_OVER = 8
"""What must remain of a password without the words that anyone could guess."""
_FEWEST_CHARACTERS = 5


def refuse_weak(password: str, *own_words: str) -> None:
    """`own_words` are the person's name and email address."""
    if len(password) < SHORTEST:
        raise WeakPassword(f"Use at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise WeakPassword(f"Use at most {LONGEST} characters.")
    if _is_common(password.lower()):
        raise WeakPassword("This password is on lists that attackers try first. Choose another.")
    if _is_made_of(password.lower(), (*_OUR_WORDS, *_pieces(own_words))):
        raise WeakPassword("This is little more than your name, your address or ours.")


def _is_common(password: str) -> bool:
    stem = re.sub(r"^[\d\W_]+|[\d\W_]+$", "", password)
    unit = _repeated_unit(password)
    known = common_passwords()
    return (
        len(set(password)) < _FEWEST_CHARACTERS
        or password in known
        or stem in known
        or unit in known
    )


def _repeated_unit(text: str) -> str:
    """`monkey` for monkeymonkey: the shortest piece that, repeated, is the text."""
    return text[: (text + text).find(text, 1)]


def _is_made_of(password: str, words: tuple[str, ...]) -> bool:
    left = password
    for word in words:
        left = left.replace(word, "")
    return left != password and len(left) < _LEFT_OVER


def _pieces(texts: tuple[str, ...]) -> tuple[str, ...]:
    pieces = {piece for text in texts for piece in re.split(r"[\W_]+", text.lower())}
    return tuple(sorted((piece for piece in pieces if len(piece) > 2), key=len, reverse=True))


@cache
def common_passwords() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "common.txt").read_text().split())
