"""Where passkeys are good: on our own host, and in development on `localhost`."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request

from foundation.errors import DomainError
from foundation.web import settings
from marketplace.accounts.factors.ceremonies import RelyingParty

_DEVELOPMENT_HOST = "localhost"


@dataclass(eq=False)
class NoPasskeysHere(DomainError):
    elsewhere: str
    message = "Browsers keep passkeys for names, not for numbers: open this page at {elsewhere}"


def relying_party() -> RelyingParty:
    given = settings()
    if given.production:
        return RelyingParty(given.hostname, given.url)
    if elsewhere():
        raise NoPasskeysHere(elsewhere())
    return RelyingParty(_DEVELOPMENT_HOST, request.host_url.rstrip("/"))


def elsewhere() -> str:
    """Empty where passkeys work; else this page's address where they do."""
    here = urlsplit(request.host_url)
    if settings().production or here.hostname == _DEVELOPMENT_HOST:
        return ""
    port = f":{here.port}" if here.port else ""
    return f"{here.scheme}://{_DEVELOPMENT_HOST}{port}{request.full_path.rstrip('?')}"
