"""The keys under which factors are kept, each derived for its one purpose."""

from foundation.sealing import Seal, derived_key, seal_for
from foundation.web import settings


def app_seal() -> Seal:
    return seal_for(settings().master_key, "authenticator app")


def halfway_key() -> bytes:
    return derived_key(settings().master_key, "half-finished sign-in")


def recovery_key() -> bytes:
    return derived_key(settings().master_key, "recovery code")
