"""Which Stripe this is, and in which version it is asked: shown to finance and to the operator."""

from collections.abc import Iterator
from enum import StrEnum

from foundation.hooks import Finding
from foundation.settings import Settings
from payouts.stripe_gateway.addresses import addresses_of, is_live, is_test, key_of

API_VERSION = "2026-10-28.endive"
"""What every request asks for. Another SDK means another contract, and then another word here."""


class Mode(StrEnum):
    LIVE = "live"
    TEST = "test"
    STAND_IN = "stand_in"
    NONE = "none"


SENTENCES = {
    Mode.LIVE: "Live: real money moves.",
    Mode.TEST: "Stripe's test mode: no real money moves.",
    Mode.STAND_IN: "The stand-in on this machine: no real money moves.",
    Mode.NONE: "No key that could be used: nobody can be paid, and nothing can be funded.",
}


def mode_of(given: Settings) -> Mode:
    """By key and address alone; whether they may go together is said by `addresses.refusals`."""
    key = key_of(given)
    if is_live(key):
        return Mode.LIVE
    if not is_test(key):
        return Mode.NONE
    return Mode.STAND_IN if addresses_of(given).loopback else Mode.TEST


def findings(given: Settings) -> Iterator[Finding]:
    """For the doctor. Never the key."""
    said = SENTENCES[mode_of(given)]
    yield Finding(f"Stripe, API version {API_VERSION}. {said}", hurts=False)
