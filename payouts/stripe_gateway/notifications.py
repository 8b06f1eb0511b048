"""What came to our door in Stripe's name: whether it is Stripe's, and what it is about."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from foundation.clock import now
from foundation.errors import NotPermitted
from foundation.tables import JsonObject
from payouts.stripe_gateway import events
from payouts.stripe_gateway.events import Event
from payouts.stripe_gateway.signatures import signed_at

_log = structlog.get_logger()

_OLDEST = timedelta(minutes=5)
_NEWEST = timedelta(minutes=5)
"""The SDK lets a time in the future through, and with it one signature for years."""


_LONGEST = 255
"""Of Stripe's ids and kinds, by its own documentation."""


class NotStripes(NotPermitted):
    """Nothing of it is kept: whoever sent it cannot be Stripe."""

    message = "That is not signed by Stripe."


class WrongDoor(NotPermitted):
    """Signed with the secret of this door, and made for the other one."""

    message = "That kind of event does not belong here."


def snapshot(body: bytes, signature: str, secrets: Sequence[str]) -> Event:
    """An event of API v1. Several secrets, so that one can be changed without losing any."""
    return _event(body, signature, secrets, "event", events.read)


def thin(body: bytes, signature: str, secrets: Sequence[str]) -> Event:
    """An event of API v2, which names the thing and nothing more."""
    return _event(body, signature, secrets, "v2.core.event", events.read_thin)


def _refuse_unkeepable(event: Event) -> None:
    """Names that no database takes, or that are none. Raises ValueError."""
    for name in (event.id, event.kind, event.about, event.account):
        name.encode()  # Half a letter, as JSON can spell it, is a UnicodeEncodeError.
        if "\x00" in name or len(name) > _LONGEST:
            raise ValueError("no name of Stripe's")


def _event(
    body: bytes,
    signature: str,
    secrets: Sequence[str],
    kind: str,
    read: Callable[[JsonObject], Event],
) -> Event:
    at = signed_at(body, signature, secrets)
    if at is None or not now() - _OLDEST <= at <= now() + _NEWEST:
        raise NotStripes
    try:
        said = json.loads(body)
        if said.get("object") != kind:
            raise WrongDoor
        found = read(said)
        _refuse_unkeepable(found)
        return found
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        _log.warning("stripe_event_unreadable", kind=kind)
        raise NotStripes from None
