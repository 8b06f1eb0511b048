"""From an opening to an event for the outbox, and what has to be kept to open it again."""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from consent.ledger.commitments import commitment, new_salt
from consent.ledger.entries import Event
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.schemas import check_opening


@dataclass(frozen=True, slots=True)
class Committed:
    event: Event
    salt: bytes
    payload: dict[str, Any]


def commit_to(
    opening: Opening,
    *,
    id: str,
    thread: str,
    actor: str,
    terms: str = "",
    salt: bytes | None = None,
) -> Committed:
    """The event under a salt of its own; whoever says the same again gives the salt of the first
    time. Raises BadOpening rather than commit to nonsense."""
    payload, salt = opening.payload(), salt or new_salt()
    check_opening(opening.type, payload)
    event = Event(
        id=id,
        type=opening.type,
        thread=thread,
        time=opening.at.astimezone(UTC).date(),
        actor=actor,
        terms=terms,
        commitment=commitment(salt, payload),
    )
    return Committed(event, salt, payload)
