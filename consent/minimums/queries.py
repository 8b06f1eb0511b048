"""What is asked about minimums."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from consent.minimums.comparing import Terms, against
from consent.minimums.models import AvoidedClient, MinimumsBody, MinimumsVersion
from consent.minimums.wishes import Minimums
from foundation import hooks
from foundation.naming import name_key

_OF, _BODY = MinimumsVersion.__table__.c, MinimumsBody.__table__.c
_SAID = (
    select(_OF.number, _OF.set_at, _OF.hash, _BODY.body)
    .where(_BODY.performer_id == _OF.performer_id, _BODY.number == _OF.number)
    .order_by(_OF.number.desc())
)
_CURRENT = _SAID.where(_OF.performer_id == bindparam("performer_id")).limit(1)
"""Asked with every list of gigs, so it is put together once."""


@dataclass(frozen=True, slots=True)
class Said:
    """One version, as it was saved."""

    number: int
    set_at: datetime
    hash: str
    minimums: Minimums


def history(session: Session, performer_id: UUID) -> list[Said]:
    """Newest first; what was erased is not there."""
    return _said(session, MinimumsVersion.performer_id == performer_id)


def current(session: Session, performer_id: UUID) -> Said | None:
    row = session.execute(_CURRENT, {"performer_id": performer_id}).first()
    return row and Said(row.number, row.set_at, row.hash, Minimums.read(row.body))


def newest_number(session: Session, performer_id: UUID) -> int:
    """0 before the first; erased versions count."""
    of = MinimumsVersion
    highest = select(func.max(of.number)).where(of.performer_id == performer_id)
    return session.scalar(highest) or 0


def disagreements(
    session: Session, performer_id: UUID, terms: Terms, client_id: UUID | None = None
) -> tuple[str, ...]:
    """Where terms ask for what this performer said no to, in sentences for them."""
    said = current(session, performer_id)
    if said is None:
        return ()
    avoids = client_id is not None and performer_id in avoiding(session, client_id)
    return against(said.minimums, terms, avoids_client=avoids)


def avoiding(session: Session, client_id: UUID) -> set[UUID]:
    """The performers who want nothing from this client. Never for the client to see."""
    name = hooks.names(session, [client_id]).get(client_id)
    is_meant: ColumnElement[bool] = AvoidedClient.client_id == client_id
    if name:
        is_meant |= AvoidedClient.name_key == name_key(name)
    return set(session.scalars(select(AvoidedClient.performer_id).where(is_meant)))


def _said(session: Session, which: ColumnElement[bool]) -> list[Said]:
    rows = session.execute(_SAID.where(which))
    return [Said(row.number, row.set_at, row.hash, Minimums.read(row.body)) for row in rows]
