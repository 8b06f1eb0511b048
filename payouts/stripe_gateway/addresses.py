"""Where Stripe is, and whether this key may be used there: a mistake here moves real money."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from foundation.hooks import Finding
from foundation.settings import Settings

STAND_IN = "http://127.0.0.1:12111"
"""Where the sandbox listens, unless a setting says otherwise."""
STAND_INS_KEY = "sk_test_sandbox"
STAND_INS_SECRET = "whsec_sandbox_snapshot"  # noqa: S105 - good for nothing but play money
STAND_INS_THIN_SECRET = "whsec_sandbox_thin"  # noqa: S105

_REAL = {
    "api": "https://api.stripe.com",
    "connect": "https://connect.stripe.com",
    "files": "https://files.stripe.com",
    "meter_events": "https://meter-events.stripe.com",
}


class RefusedSettings(Exception):
    """No client is made with these; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """All four: one that is forgotten leaves this machine for the real Stripe."""

    api: str
    connect: str
    files: str
    meter_events: str

    @property
    def loopback(self) -> bool:
        return any(_is_loopback(each) for each in self.each())

    @property
    def real(self) -> bool:
        return any(_host(each).endswith(".stripe.com") for each in self.each())

    def each(self) -> tuple[str, ...]:
        return (self.api, self.connect, self.files, self.meter_events)


def key_of(given: Settings) -> str:
    return STAND_INS_KEY if _stands_in(given) else given.stripe_secret_key


def is_live(key: str) -> bool:
    return key.startswith(("sk_live_", "rk_live_"))


def is_test(key: str) -> bool:
    return key.startswith(("sk_test_", "rk_test_"))


def snapshot_secrets(given: Settings) -> tuple[str, ...]:
    return given.stripe_webhook_secrets or ((STAND_INS_SECRET,) if _stands_in(given) else ())


def thin_secrets(given: Settings) -> tuple[str, ...]:
    secrets = given.stripe_thin_webhook_secrets
    return secrets or ((STAND_INS_THIN_SECRET,) if _stands_in(given) else ())


def addresses_of(given: Settings) -> Addresses:
    """What is not said goes with the API's: the real ones together, or all at one place."""
    api = given.stripe_api_base or (STAND_IN if _stands_in(given) else _REAL["api"])
    others = _REAL if api == _REAL["api"] else dict.fromkeys(_REAL, api)
    return Addresses(
        api=api,
        connect=given.stripe_connect_base or others["connect"],
        files=given.stripe_files_base or others["files"],
        meter_events=given.stripe_meter_events_base or others["meter_events"],
    )


def refuse(given: Settings) -> None:
    for sentence in refusals(given):
        raise RefusedSettings(sentence)


def refusals(given: Settings) -> Iterator[str]:
    """Why no call may be made with these settings."""
    key, found = key_of(given), addresses_of(given)
    live, test = is_live(key), is_test(key)
    if not key:
        yield "STRIPE_SECRET_KEY is not set: nobody can be paid, and nothing can be funded."
    elif not live and not test:
        yield "STRIPE_SECRET_KEY must begin with sk_live_, rk_live_, sk_test_ or rk_test_."
    if found.loopback and found.real:
        yield (
            "Some of Stripe's addresses are on this machine and some are the real ones: set"
            " STRIPE_API_BASE alone, the others go with it."
        )
    if live and found.loopback:
        yield (
            "STRIPE_SECRET_KEY is a live key, and Stripe's address is on this machine: a live key"
            " is never shown to a stand-in."
        )
    if live and not given.production:
        yield (
            "STRIPE_SECRET_KEY is a live key, and this is development: real money would move. Use"
            " a test key, or none."
        )
    if test and given.production and found.real:
        yield (
            "STRIPE_SECRET_KEY is a test key, and this is production with the real Stripe: people"
            " would see payments that never arrive."
        )
    if live and any(not each.startswith("https://") for each in found.each()):
        yield "STRIPE_SECRET_KEY is a live key, and one of Stripe's addresses is not https."


def findings(given: Settings) -> Iterator[Finding]:
    """For the doctor: what would be refused, and what would never be heard."""
    for sentence in refusals(given):
        yield Finding(sentence, hurts=True)
    unheard = [
        name
        for name, secrets in (
            ("STRIPE_WEBHOOK_SECRETS", given.stripe_webhook_secrets),
            ("STRIPE_THIN_WEBHOOK_SECRETS", given.stripe_thin_webhook_secrets),
        )
        if given.production and not secrets
    ]
    for name in unheard:
        yield Finding(f"{name} is not set: what Stripe tells us is not believed.", hurts=True)


def _stands_in(given: Settings) -> bool:
    """No key in development: all of it is with the sandbox."""
    return not given.stripe_secret_key and not given.production


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _is_loopback(address: str) -> bool:
    host = _host(address)
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
