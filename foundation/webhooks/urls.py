"""What an endpoint's address looks like. Where it leads is judged each time something is sent."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from foundation.webhooks.addresses import reason_against
from foundation.webhooks.errors import AddressNotAllowed

LONGEST = 2000
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Target:
    secure: bool
    host: str
    port: int
    path: str


def parsed(url: str, *, loopback_allowed: bool) -> Target:
    """https only; http where loopback is allowed, which is in development."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise AddressNotAllowed("this is not a web address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressNotAllowed("this is not a web address") from None
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise AddressNotAllowed("an endpoint begins with https://")
    if parts.scheme == "http" and not loopback_allowed:
        raise AddressNotAllowed("only https:// is safe from being read on the way")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise AddressNotAllowed("an endpoint has no user name, password or #")
    _refuse_written_out(parts.hostname, loopback_allowed=loopback_allowed)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", parts.hostname, port or _PORTS[parts.scheme], path)


def _refuse_written_out(host: str, *, loopback_allowed: bool) -> None:
    """An address instead of a name can be judged at once; a name only when it is used."""
    try:
        address = ip_address(host)
    except ValueError:
        return
    if loopback_allowed and address.is_loopback:
        return
    if reason := reason_against(address):
        raise AddressNotAllowed(f"this leads to {reason}")
