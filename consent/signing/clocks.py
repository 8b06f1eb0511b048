"""What must have passed, or be there, before a paper may be signed: in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from consent.ledger.explaining.words import Representation
from consent.signing.offers import Offer

NAMED_BEFORE = timedelta(hours=24)
"""A client whose name was sealed is known this long before anybody signs."""
REPRESENTED = frozenset((Representation.COUNSEL, Representation.UNION))


@dataclass(frozen=True, slots=True)
class Wait:
    """Why it cannot be signed now."""

    why: str
    until: datetime | None = None
    """When it ends by itself; None where somebody must do something, or where it never does."""


def waits(
    offer: Offer,
    *,
    shown_at: datetime | None,
    approved: bool,
    representation: Representation | None,
    at: datetime,
) -> Iterator[Wait]:
    """`shown_at` is when this very offer was first shown, in whatever language."""
    yield from _for_the_name(offer, at)
    if shown_at is None:
        yield Wait("It must have been shown to you first.")
    elif offer.is_replica:
        yield from _for_the_notice(offer, shown_at, at)
    if offer.is_replica and not approved and representation not in REPRESENTED:
        yield Wait(
            "Without a lawyer or a union on your side, somebody of compliance first approves"
            " the description of what your replica is for."
        )


def closes_at(offer: Offer) -> datetime:
    """The end of the last day on which it can be signed, in UTC."""
    return datetime.combine(offer.agreement.first_day, time.min, UTC) + timedelta(days=1)


def open_by(offer: Offer) -> datetime:
    """By when it must be looked at so that it can still be signed."""
    if not offer.is_replica:
        return closes_at(offer)
    latest = closes_at(offer) - offer.replica_notice
    call_at = offer.agreement.call_at
    return latest if call_at is None else min(latest, call_at - offer.replica_notice)


def _for_the_name(offer: Offer, at: datetime) -> Iterator[Wait]:
    if not offer.agreement.sealed:
        return
    named_at = offer.agreement.client_named_at
    if named_at is None:
        yield Wait("Who the client is has not been told to you yet.")
    elif at < named_at + NAMED_BEFORE:
        yield Wait(
            "You know who the client is for 24 hours before you sign.", named_at + NAMED_BEFORE
        )


def _for_the_notice(offer: Offer, shown_at: datetime, at: datetime) -> Iterator[Wait]:
    signable_at = shown_at + offer.replica_notice
    call_at, hours = offer.agreement.call_at, offer.replica_notice // timedelta(hours=1)
    if call_at is not None and call_at < signable_at:
        yield Wait(
            f"Work begins less than {hours} hours after this was first shown to you, so it cannot"
            " be signed for this work. Nothing else changes for you."
        )
    elif at < signable_at:
        yield Wait(
            f"You have {hours} hours to think about a replica, or to ask somebody.", signable_at
        )
