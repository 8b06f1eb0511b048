"""The made-up client Northlab, and who acts for it."""

from collections.abc import Iterable
from uuid import UUID

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts import grants
from marketplace.accounts.demo import character
from marketplace.accounts.roles import Role
from marketplace.clients.models import Client
from marketplace.clients.steps import found_client

NORTHLAB = UUID("8c1f7a52-30b4-4f6e-9d6b-2f6f3e0a4c10")


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    if db.session().get(Client, NORTHLAB) is None:
        with transaction() as session:
            owner_id = character("ada").id
            found_client(session, SYSTEM, "Northlab", owner_id=owner_id, client_id=NORTHLAB)
            for name, role in (("ben", Role.CLIENT_PRODUCER), ("vera", Role.CLIENT_VIEWER)):
                grants.give(session, SYSTEM, character(name).id, role, NORTHLAB)
    return ()
