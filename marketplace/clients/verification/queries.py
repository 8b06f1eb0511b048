"""What is asked about verifications."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.hooks import Waiting
from foundation.workdays import after_working_days
from marketplace.clients import queries
from marketplace.clients.errors import ClientNotFound
from marketplace.clients.models import (
    Client,
    ClientParticulars,
    ClientVerification,
    VerificationNote,
)

ANSWERED_WITHIN = 2
"""Working days."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it is with one organisation's verification."""

    name: str
    said: ClientParticulars | None
    found: ClientVerification | None
    note: str
    holds: bool


def standing(session: Session, client_id: UUID) -> Standing:
    client = session.get(Client, client_id)
    if client is None:
        raise ClientNotFound
    found = queries.newest_verifications(session, [client_id]).get(client_id)
    note = session.get(VerificationNote, found.id) if found else None
    return Standing(
        client.name,
        session.get(ClientParticulars, client_id),
        found,
        note.note if note else "",
        queries.verified(session, client_id),
    )


def waiting(session: Session, actor: Actor) -> Sequence[tuple[ClientParticulars, str]]:
    """Who asked and was not answered, with their names; longest first. For compliance."""
    actor.require_power(Power.KEEP_RIGHTS)
    rows = session.execute(
        select(ClientParticulars, Client.name)
        .join(Client, Client.id == ClientParticulars.client_id)
        .where(ClientParticulars.asked_at.is_not(None))
        .order_by(ClientParticulars.asked_at, Client.id)
    )
    return [(row[0], row[1]) for row in rows]


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if Power.KEEP_RIGHTS in actor.powers:
        for said, name in waiting(session, actor):
            due = said.asked_at and after_working_days(said.asked_at, ANSWERED_WITHIN)
            yield Waiting(f"{name} asks to be verified", f"/verifications/{said.client_id}", due)
