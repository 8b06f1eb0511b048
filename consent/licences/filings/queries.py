"""What is asked about filings and sub-processors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from consent.licences import policy as licence_policy
from consent.licences.filings import policy
from consent.licences.filings.errors import FilingNotFound
from consent.licences.filings.models import Filing, FilingVersion, SubProcessor
from foundation import cursors
from foundation.actors import Actor, Power


@dataclass(frozen=True, slots=True)
class Current:
    filing: Filing
    version: FilingVersion


def filings(session: Session, actor: Actor) -> list[Current]:
    """The platform's own and one's client's; all for those who keep rights. Newest version each."""
    actor.require(licence_policy.may_list(actor))
    of = FilingVersion
    newest = select(of.filing_id, func.max(of.number).label("number")).group_by(of.filing_id)
    latest = newest.subquery()
    wanted = (
        select(Filing, of)
        .join(latest, latest.c.filing_id == Filing.id)
        .join(of, (of.filing_id == Filing.id) & (of.number == latest.c.number))
        .order_by(Filing.kind, Filing.title, Filing.id)
    )
    wanted = wanted.where(*_open_to(actor))
    return [Current(row[0], row[1]) for row in session.execute(wanted)]


def page(
    session: Session, actor: Actor, *, after: str | None, limit: int
) -> cursors.Page[Row[Any]]:
    """The same for programs, newest first."""
    actor.require(licence_policy.may_list(actor))
    wanted = select(*Filing.__table__.columns).where(*_open_to(actor))
    at = Filing.made_at
    return cursors.page_of(session, wanted, at, Filing.id, after=after, limit=limit)


def filing(session: Session, filing_id: UUID, actor: Actor) -> Filing:
    found = session.get(Filing, filing_id)
    if found is None:
        raise FilingNotFound(filing_id)
    if not policy.may_view(actor, found.client_id):
        raise FilingNotFound(filing_id)
    return found


def versions(session: Session, filing_id: UUID) -> Sequence[FilingVersion]:
    of = FilingVersion
    wanted = select(of).where(of.filing_id == filing_id).order_by(of.number.desc())
    return session.scalars(wanted).all()


def version(session: Session, filing_id: UUID, number: int, actor: Actor) -> FilingVersion:
    filing(session, filing_id, actor)
    found = session.get(FilingVersion, (filing_id, number))
    if found is None:
        raise FilingNotFound(filing_id)
    return found


def sub_processors(session: Session) -> Sequence[SubProcessor]:
    """Those of today first, then those that were."""
    of = SubProcessor
    return session.scalars(
        select(of).order_by(of.until_on.is_not(None), of.name, of.since_on)
    ).all()


def _open_to(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    if actor.powers & {Power.KEEP_RIGHTS, Power.READ_RIGHTS}:
        return ()
    return (or_(Filing.client_id.is_(None), Filing.client_id == actor.on_behalf_of),)
