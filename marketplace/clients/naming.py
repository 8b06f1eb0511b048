"""By which name a client is shown to whom. A sealed client is its sector to almost everybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.statements import insert_unless_there
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.clients import queries
from marketplace.clients.models import ClientReveal


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for scenes in one request: of a gig, or of a request's version."""

    request_id: UUID
    client_id: UUID
    sealed: bool
    sector: str = ""

    @property
    def veiled(self) -> str:
        return f"A client in {self.sector}" if self.sector else "A client"


def shown_name(session: Session, asking: Asking, actor: Actor) -> str:
    return shown_names(session, [asking], actor)[asking.request_id]


def shown_names(session: Session, many: Collection[Asking], actor: Actor) -> dict[UUID, str]:
    """By request: the name, or for sealed ones what stands for it."""
    told = revealed(session, [each.request_id for each in many if each.sealed], actor.id)
    open_ = {each for each in many if not each.sealed or _knows(each, actor, told)}
    names = queries.names_of(session, {each.client_id for each in open_})
    return {
        each.request_id: names.get(each.client_id, each.veiled) if each in open_ else each.veiled
        for each in many
    }


def reveal(session: Session, asking: Asking, performer_id: UUID, *, actor: Actor) -> None:
    """A step: tells a performer in confidence, with an offer. From then on the 24 hours count."""
    if revealed(session, [asking.request_id], performer_id):
        return
    row = {"request_id": asking.request_id, "performer_id": performer_id}
    told = {"client_id": asking.client_id, "told_by": actor.id, "told_at": now()}
    if insert_unless_there(session, ClientReveal, **row, **told):
        audit.record(session, actor, "client.revealed", performer_id)


def revealed(
    session: Session, requests: Collection[UUID], performer_id: UUID
) -> dict[UUID, datetime]:
    """Since when this performer knows who is behind each of these requests."""
    of = ClientReveal
    rows = session.execute(
        select(of.request_id, of.told_at).where(
            of.performer_id == performer_id, of.request_id.in_(requests)
        )
    )
    return {row.request_id: row.told_at for row in rows}


def _knows(asking: Asking, actor: Actor, told: Collection[UUID]) -> bool:
    """Compliance, the client's own people, and who was told."""
    is_own = actor.on_behalf_of == asking.client_id and actor.role in CLIENT_SIDE
    return Power.KEEP_RIGHTS in actor.powers or is_own or asking.request_id in told
