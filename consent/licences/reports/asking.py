"""What a report asks about deliveries, which it may not import. `assembly` fills it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was handed over once, and of which version of which dataset it was made."""

    id: UUID
    reference: str
    recipient_id: UUID | None
    """Who got it, where that was not the client itself."""
    on: date
    uses: frozenset[Use]
    """What it was stated to be for when it left."""
    dataset_id: UUID
    dataset_name: str
    dataset_version: int
    choice_hash: str


DeliveriesTo = Callable[[Session, UUID], Sequence[Delivery]]
deliveries_to: tuple[DeliveriesTo, ...] = ()
"""All that was handed over to this client or somebody it supplies, newest first."""

RecordingsIn = Callable[[Session, Collection[UUID]], Mapping[UUID, Collection[UUID]]]
recordings_in: tuple[RecordingsIn, ...] = ()
"""By delivery: the recordings that really were in it when it left."""


def deliveries(session: Session, client_id: UUID) -> list[Delivery]:
    return [each for provider in deliveries_to for each in provider(session, client_id)]


def recordings(session: Session, deliveries: Collection[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for provider in recordings_in:
        for delivery, these in provider(session, deliveries).items():
            found.setdefault(delivery, set()).update(these)
    return found
