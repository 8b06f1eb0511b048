"""What can be judged from the settings alone."""

from collections.abc import Iterator
from ipaddress import ip_address

from sqlalchemy.engine import make_url

from foundation.hooks import Finding
from foundation.settings import Settings

_DIFFERENT_CHARACTERS = 10
"""A random key of 32 characters has more; `changemechangeme…` has not."""


def keys(given: Settings) -> Iterator[Finding]:
    for name, key in (
        ("FAIRTAKE_SECRET_KEY", given.secret_key),
        ("FAIRTAKE_MASTER_KEY", given.master_key),
    ):
        if key and len(set(key)) < _DIFFERENT_CHARACTERS:
            yield Finding(
                f"{name} looks made up: make one with"
                ' `python3 -c "import secrets; print(secrets.token_hex(32))"`.',
                hurts=given.production,
            )
    if given.secret_key and given.secret_key == given.master_key:
        yield Finding(
            "FAIRTAKE_SECRET_KEY and FAIRTAKE_MASTER_KEY are the same: who learns one has both.",
            hurts=given.production,
        )


def address(given: Settings) -> Iterator[Finding]:
    if not given.production:
        return
    if not given.https:
        yield Finding(
            f"FAIRTAKE_URL is {given.url}: without HTTPS, passwords and cookies can be read on"
            " the way, and passkeys do not work.",
            hurts=True,
        )
    if _is_local(given.hostname):
        yield Finding(
            f"FAIRTAKE_URL names {given.hostname}: requests for any other host are refused, so"
            " set the host that people use.",
            hurts=True,
        )
    if given.https and not given.proxies:
        yield Finding(
            "FAIRTAKE_PROXIES is 0: if a proxy ends HTTPS in front, every visitor seems to come"
            " from its address, and throttling one throttles all.",
            hurts=False,
        )


def mail(given: Settings) -> Iterator[Finding]:
    if not given.production:
        return
    if not given.smtp_url:
        yield Finding(
            "FAIRTAKE_SMTP_URL is not set: nobody gets the mail that confirms an address or"
            " resets a password.",
            hurts=True,
        )
    if "@localhost" in given.mail_from:
        yield Finding(
            f"FAIRTAKE_MAIL_FROM is {given.mail_from}: other mail servers refuse that sender.",
            hurts=True,
        )


def database_kind(given: Settings) -> Iterator[Finding]:
    if not given.production or not given.database_url:
        return
    url = make_url(given.database_url)
    if url.get_backend_name() == "sqlite":
        yield Finding(
            "DATABASE_URL is SQLite: it serves one machine and one writer at a time; use"
            " postgresql://… in production.",
            hurts=True,
        )
    elif url.host and not _is_local(url.host) and url.query.get("sslmode") not in _ENCRYPTED:
        yield Finding(
            f"DATABASE_URL reaches {url.host} without sslmode=verify-full: the way to the"
            " database may be read.",
            hurts=False,
        )


def visibility(given: Settings) -> Iterator[Finding]:
    if not given.production:
        return
    if given.log_level == "debug":
        yield Finding("FAIRTAKE_LOG_LEVEL is debug: the log grows fast.", hurts=False)
    if not given.metrics_token:
        yield Finding(
            "FAIRTAKE_METRICS_TOKEN is not set: /metrics answers on this machine only.",
            hurts=False,
        )


_ENCRYPTED = ("require", "verify-ca", "verify-full")


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
