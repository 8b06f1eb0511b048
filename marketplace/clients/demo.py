"""The made-up clients: Northlab, which is verified, one that waits to be, and one that is verified
and owes an answer to a recall."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts import grants
from marketplace.accounts.demo import character
from marketplace.accounts.roles import Role
from marketplace.clients.models import Client, ClientParticulars
from marketplace.clients.steps import found_client
from marketplace.clients.verification import actions as verification
from marketplace.clients.verification.actions import Finding, Particulars
from marketplace.clients.verification.words import Paper

NORTHLAB = UUID("8c1f7a52-30b4-4f6e-9d6b-2f6f3e0a4c10")
BRIGHTWAVE = UUID("8c1f7a52-30b4-4f6e-9d6b-2f6f3e0a4c11")
LINDENHALL = UUID("8c1f7a52-30b4-4f6e-9d6b-2f6f3e0a4c12")


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    session = db.session()
    if session.get(Client, NORTHLAB) is None:
        with transaction() as writing:
            owner_id = character("ada").id
            found_client(writing, SYSTEM, "Northlab", owner_id=owner_id, client_id=NORTHLAB)
            for name, role in (("ben", Role.CLIENT_PRODUCER), ("vera", Role.CLIENT_VIEWER)):
                grants.give(writing, SYSTEM, character(name).id, role, NORTHLAB)
    if session.get(ClientParticulars, NORTHLAB) is None:
        with transaction() as writing:
            _verify(writing, NORTHLAB, _said("Northlab GmbH", "companion apps"))
    if session.get(Client, LINDENHALL) is None:
        with transaction() as writing:
            owner_id = character("luca").id
            found_client(writing, SYSTEM, "Lindenhall", owner_id=owner_id, client_id=LINDENHALL)
            _verify(writing, LINDENHALL, _said("Lindenhall GmbH", "telephone support"))
    if session.get(Client, BRIGHTWAVE) is None:
        with transaction() as writing:
            _ask(writing)
    return ()


def _verify(session: Session, client_id: UUID, said: Particulars) -> None:
    verification.say(session, client_id, said, SYSTEM)
    row = session.get_one(ClientParticulars, client_id)
    row.asked_at, row.contact = None, ""
    found = Finding(
        verified=True,
        seen=(Paper.REGISTER_EXTRACT, Paper.AUTHORITY_TO_SIGN),
        expires_on=now().date() + timedelta(days=365),
    )
    verification.keep(session, client_id, found, SYSTEM)


def _ask(session: Session) -> None:
    """New, and not verified yet."""
    owner_id = character("noa").id
    found_client(session, SYSTEM, "Brightwave", owner_id=owner_id, client_id=BRIGHTWAVE)
    verification.say(session, BRIGHTWAVE, _said("Brightwave UG", "language courses"), SYSTEM)


def _said(name: str, sector: str) -> Particulars:
    return Particulars(
        registered_name=name,
        country="DE",
        register="Handelsregister Berlin",
        register_number="HRB 000000",
        sector=sector,
        website="https://client.example",
        contact="Whoever answers at the address on the website.",
    )
