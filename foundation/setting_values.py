"""How the value of a setting is read: each of these returns it or says what it must look like."""

import string
from collections.abc import Callable
from urllib.parse import urlsplit


def text(value: str) -> str:
    return value


def count(value: str) -> int:
    if not (value.isascii() and value.isdecimal()):
        raise ValueError("must be a whole number")
    return int(value)


def positive(value: str) -> int:
    if count(value) < 1:
        raise ValueError("must be 1 or more")
    return count(value)


def choice(*allowed: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value

    return parse


def web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("must look like https://fairtake.example.org")
    return value.rstrip("/")


def database(value: str) -> str:
    if value.startswith("postgres://"):
        value = "postgresql://" + value.removeprefix("postgres://")
    if not value.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        raise ValueError("must be sqlite:///… or postgresql://…")
    return value


def mail_server(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("must look like smtp://user:password@host:587 or smtps://…")
    return value


def storage(value: str) -> str:
    if value != "local" and not (value.startswith("s3://") and urlsplit(value).hostname):
        raise ValueError("must be local or s3://bucket/prefix")
    return value


def key(value: str) -> str:
    if len(value) < 32:
        raise ValueError("must have 32 characters or more")
    return value


def hexadecimal_key(value: str) -> str:
    if len(value) != 64 or not all(digit in string.hexdigits for digit in value):
        raise ValueError("must have 64 hexadecimal digits")
    return value


def webhook_secrets(value: str) -> tuple[str, ...]:
    found = tuple(each.strip() for each in value.split(",") if each.strip())
    if not all(each.startswith("whsec_") and len(each) >= 16 for each in found):
        raise ValueError("must be whsec_…, or several of those with commas")
    return found
