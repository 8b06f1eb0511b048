"""How often a password may be tried, so that guessing is hopeless and nobody is locked out.

Strangers to an account, browsers that never signed in to it, share one small allowance, however
many addresses they come from. A browser that did sign in has an allowance of its own, which
strangers cannot use up. Whoever is new and comes while strangers are guessing can have a link
mailed that makes the browser known.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from foundation import audit, throttle
from foundation.errors import TooMany
from marketplace.accounts.sign_in.errors import BrowserNotKnown


@dataclass(frozen=True, slots=True)
class Allowance:
    limit: int
    per: timedelta


KNOWN_BROWSER = Allowance(10, timedelta(minutes=15))
STRANGERS = Allowance(10, timedelta(hours=1))
ADDRESS = Allowance(60, timedelta(minutes=15))
"""One network address tries at most this many accounts or times: an office has one address."""
MAILS_TO_ONE = Allowance(3, timedelta(hours=1))
MAILS_FROM_ADDRESS = Allowance(20, timedelta(hours=1))


def count_password(email: str, known_browser: str | None) -> None:
    """Before the password is looked at, so that many at once are not more than the allowance."""
    if known_browser:
        _spend(f"sign-in:browser:{known_browser}:{email}", KNOWN_BROWSER)
        return
    _spend(f"sign-in:address:{network()}", ADDRESS)
    try:
        _spend(f"sign-in:strangers:{email}", STRANGERS)
    except TooMany as refusal:
        raise BrowserNotKnown(refusal.retry_after_seconds) from refusal


def count_guess(what: str) -> None:
    """Passwords typed beside something else that is known, such as a mailed link."""
    _spend(f"sign-in:guess:{what}", STRANGERS)


def may_mail(email: str) -> bool:
    """Whether another mail goes to this address. The asker is told the same either way;
    only one who asks for very many people is refused."""
    _spend(f"mail:address:{network()}", MAILS_FROM_ADDRESS)
    try:
        _spend(f"mail:to:{email}", MAILS_TO_ONE)
    except TooMany:
        return False
    return True


def network() -> str:
    """An IPv6 customer has 2^64 addresses, so those count as one. A server that listens on IPv6
    sees IPv4 visitors inside of one such network: each is still counted apart."""
    address = audit.origin.get().address
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network(f"{address}/64", strict=False))


def _spend(bucket: str, allowance: Allowance) -> None:
    throttle.spend(bucket=bucket, limit=allowance.limit, per=allowance.per)
