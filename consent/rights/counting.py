"""How many of whom an act over many would reach, said before it is done."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.holders.models import Holder
from consent.recordings.for_whom import given_to
from consent.recordings.models import Recording
from consent.rights.living import living
from foundation.actors import Actor, Power


@dataclass(frozen=True, slots=True)
class Reach:
    consents: int
    performers: int
    clients: int
    recordings: int
    holders: int
    """Clients and end recipients that were handed a copy of one of them."""


def reach_of(
    session: Session, *, client_id: UUID | None, performer_id: UUID | None, actor: Actor
) -> Reach:
    """What still permits something. Numbers alone: nobody is shown, so nobody is put on record."""
    actor.require_power(Power.KEEP_RIGHTS)
    meant = living()
    if performer_id is not None:
        meant = meant.where(Grant.performer_id == performer_id)
    if client_id is not None:
        meant = meant.where(given_to(client_id))
    columns = (Grant.id, Grant.performer_id, Grant.recording_id)
    found = meant.with_only_columns(*columns).subquery()
    counted = select(
        func.count(),
        func.count(found.c.performer_id.distinct()),
        func.count(found.c.recording_id.distinct()),
    )
    consents, performers, recordings = session.execute(counted.select_from(found)).one()
    ids = select(found.c.recording_id)
    clients = select(func.count(Recording.client_id.distinct())).where(Recording.id.in_(ids))
    of = (Holder.client_id, Holder.recipient_id)
    held = select(*of).where(Holder.recording_id.in_(ids)).distinct().subquery()
    holders = select(func.count()).select_from(held)
    return Reach(
        consents,
        performers,
        session.scalars(clients).one(),
        recordings,
        session.scalars(holders).one(),
    )
