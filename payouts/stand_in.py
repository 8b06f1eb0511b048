"""Whether the stand-in for Stripe is started with everything else, and where it tells what."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from foundation.launch.processes import Process
from foundation.settings import Settings
from payouts.stripe_gateway import addresses

SNAPSHOT_PATH, THIN_PATH = "/webhooks/stripe", "/webhooks/stripe/thin"


def stands_in(given: Settings) -> bool:
    """With no key in development, at the address where the gateway will look for it."""
    loopback = addresses.addresses_of(given).loopback
    return loopback and not (given.production or given.stripe_secret_key)


def beside(given: Settings, port: int) -> Sequence[Process]:
    address = addresses.addresses_of(given)
    if not stands_in(given):
        return ()
    web = f"http://127.0.0.1:{port}"
    options = {
        "--port": str(urlsplit(address.api).port or 80),
        "--state": str((given.var / "sandbox.sqlite").absolute()),
        "--webhook": f"{web}{SNAPSHOT_PATH}",
        "--webhook-secret": addresses.snapshot_secrets(given)[0],
        "--thin-webhook": f"{web}{THIN_PATH}",
        "--thin-webhook-secret": addresses.thin_secrets(given)[0],
    }
    arguments = ("run", *(part for option in options.items() for part in option))
    return (Process("sandbox", "payouts.sandbox", arguments),)
