"""Events to write: made up, but in every form right."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger import outbox
from consent.ledger.entries import Entry, EntryType, Event, random_text
from consent.ledger.models import LedgerEntry
from foundation.clock import now
from foundation.database import transaction


def fresh() -> str:
    return random_text(secrets.token_bytes(16))


def event(thread: str = "", **other: object) -> Event:
    given = {"id": fresh(), "type": EntryType.CONSENT_GIVEN, "actor": "performer", **other}
    return Event(thread=thread or fresh(), **{"time": now().date(), **given})  # type: ignore[arg-type]


def write(*events: Event) -> None:
    with transaction() as session:
        outbox.write(session, events)


def entries(session: Session) -> list[Entry]:
    bodies = session.scalars(select(LedgerEntry.body).order_by(LedgerEntry.position))
    return [Entry.parse(body) for body in bodies]
