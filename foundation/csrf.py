"""Refuses changes that another site's page sent with our visitor's cookie."""

from urllib.parse import urlsplit

from flask import Request

_SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))


def is_foreign(request: Request) -> bool:
    """Browsers say where a request comes from; pages cannot forge that.

    `Sec-Fetch-Site` where the browser sends it (it only does so on https and loopback),
    else `Origin`. Neither means no browser: nothing rides along on a cookie there.
    """
    if request.method in _SAFE_METHODS:
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    sent_from = request.headers.get("Origin")
    return sent_from is not None and _host_in(sent_from) != request.host


def _host_in(origin: str) -> str:
    """Empty where it is no address at all."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
