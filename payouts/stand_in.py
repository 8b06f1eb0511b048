"""Whether the stand-in for Stripe is started with everything else, and where it tells what."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from foundation.launch.processes import Process
from foundation.settings import Settings
from payouts.stripe_gateway import addresses

SNAPSHOT_PATH, THIN_PATH = "/webhooks/stripe", "/webhooks/stripe/thin"


def beside(given: Settings, port: int) -> Sequence[Process]:
    """With no key in development, at the address where the gateway will look for it."""
    address = addresses.addresses_of(given)
    if given.production or given.stripe_secret_key or not address.loopback:
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
