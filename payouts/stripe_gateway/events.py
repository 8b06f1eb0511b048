"""That something happened at Stripe: what, to which thing, where. Never what it is like now."""

from dataclasses import dataclass
from datetime import datetime

from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.reading import identifier, inside, instant, text


@dataclass(frozen=True, slots=True)
class Event:
    """Only names the thing: by the time it is handled, the thing itself says more."""

    id: str
    kind: str
    """`payout.failed`, `v2.core.account[requirements].updated`, …"""
    about: str
    """The id of what it is about; empty where that is no thing of its own, such as our balance."""
    about_kind: str
    account: str
    """The connected account it happened in; empty: in ours."""
    live: bool
    thin: bool
    created_at: datetime


def since(stripe: Stripe, at: datetime, *, kinds: tuple[str, ...] = ()) -> list[Event]:
    """Snapshot events of our own account, newest first. Stripe keeps them for 30 days."""
    return _snapshots(stripe, at, kinds, "")


def in_account_since(
    stripe: Stripe, at: datetime, account: str, *, kinds: tuple[str, ...] = ()
) -> list[Event]:
    """The same of one connected account."""
    return _snapshots(stripe, at, kinds, account)


def thin_since(stripe: Stripe, at: datetime) -> list[Event]:
    asked = {"created": {"gte": at.isoformat()}}
    return list(stripe.pages("/v2/core/events", read_thin, asked))


def read(said: JsonObject) -> Event:
    thing = said["data"]["object"]
    return Event(
        id=identifier(said),
        kind=text(said, "type"),
        about=text(thing, "id"),
        about_kind=text(thing, "object"),
        account=text(said, "account"),
        live=said["livemode"] is True,
        thin=False,
        created_at=instant(said),
    )


def read_thin(said: JsonObject) -> Event:
    thing = inside(said, "related_object")
    return Event(
        id=identifier(said),
        kind=text(said, "type"),
        about=text(thing, "id"),
        about_kind=text(thing, "type"),
        account=text(said, "context"),
        live=said["livemode"] is True,
        thin=True,
        created_at=instant(said),
    )


def _snapshots(stripe: Stripe, at: datetime, kinds: tuple[str, ...], account: str) -> list[Event]:
    asked: JsonObject = {"created": {"gte": int(at.timestamp())}}
    if kinds:
        asked["types"] = list(kinds)
    return list(stripe.pages("/v1/events", read, asked, account=account))
