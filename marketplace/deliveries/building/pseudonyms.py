"""What a client calls the performers in its deliveries: random, and the same in each of them."""

import secrets
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.statements import among, insert_unless_there
from marketplace.deliveries.building.models import Pseudonym

_BYTES = 4


def pseudonyms_of(
    session: Session, client_id: UUID, performers: Collection[UUID]
) -> dict[UUID, str]:
    """As far as they have one. Whose row was erased is called by no name any more."""
    of = Pseudonym
    these = select(of).where(of.client_id == client_id, among(session, of.performer_id, performers))
    found = {each.performer_id: each.name for each in session.scalars(these)}
    return {each: found.get(each, "p-erased") for each in performers}


def name_all(session: Session, client_id: UUID, performers: Collection[UUID]) -> None:
    """A step. Two that name somebody at once agree on one name."""
    of = Pseudonym
    these = select(of.performer_id).where(
        of.client_id == client_id, among(session, of.performer_id, performers)
    )
    for performer in sorted(set(performers) - set(session.scalars(these))):
        while not _named(session, client_id, performer):
            pass


def _named(session: Session, client_id: UUID, performer_id: UUID) -> bool:
    """False where another of this client's performers has the name: one in four thousand million,
    and more as there are more of them."""
    name = f"p-{secrets.token_hex(_BYTES)}"
    given = {"client_id": client_id, "performer_id": performer_id, "name": name}
    if insert_unless_there(session, Pseudonym, **given):
        return True
    return session.get(Pseudonym, (client_id, performer_id)) is not None
