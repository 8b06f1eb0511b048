"""What is asked about breaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from consent.licences import policy as licence_policy
from consent.licences.breaches import policy
from consent.licences.breaches.errors import BreachNotFound
from consent.licences.breaches.models import Breach, BreachRecording, BreachState, BreachWords
from consent.licences.concerned import performers_concerned, performers_in, was_concerned
from foundation import cursors
from foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Told:
    breach: Breach
    words: BreachWords
    recordings: Sequence[UUID]


def breaches(session: Session, actor: Actor) -> Sequence[Breach]:
    """One's own organisation's, or all for those who keep rights; what is due first comes first."""
    actor.require(licence_policy.may_list(actor))
    wanted = select(Breach).order_by(Breach.state == BreachState.CLOSED, Breach.notify_by)
    if not policy.may_keep(actor):
        wanted = wanted.where(Breach.client_id == actor.on_behalf_of)
    return session.scalars(wanted).all()


def page(
    session: Session, actor: Actor, *, after: str | None, limit: int
) -> cursors.Page[Row[Any]]:
    """The same for programs, newest first."""
    actor.require(licence_policy.may_list(actor))
    wanted = select(*Breach.__table__.columns)
    if not policy.may_keep(actor):
        wanted = wanted.where(Breach.client_id == actor.on_behalf_of)
    at = Breach.recorded_at
    return cursors.page_of(session, wanted, at, Breach.id, after=after, limit=limit)


def breach(session: Session, breach_id: UUID, actor: Actor) -> Told:
    found = session.get(Breach, breach_id)
    if found is None:
        raise BreachNotFound(breach_id)
    if not policy.may_view(actor, found.client_id) and not _was_told(session, actor, found):
        raise BreachNotFound(breach_id)
    return Told(found, words(session, found), recordings(session, found))


def words(session: Session, breach: Breach) -> BreachWords:
    return session.get_one(BreachWords, breach.id)


def recordings(session: Session, breach: Breach) -> Sequence[UUID]:
    of = BreachRecording
    wanted = select(of.recording_id).where(of.breach_id == breach.id).order_by(of.recording_id)
    return session.scalars(wanted).all()


def performers(session: Session, breach: Breach) -> set[UUID]:
    """Who is told: those in the recordings, or where none is named all who allow it something."""
    named = recordings(session, breach)
    return (
        performers_in(session, named) if named else performers_concerned(session, breach.client_id)
    )


def _was_told(session: Session, actor: Actor, breach: Breach) -> bool:
    """A performer reads what performers were told, and nothing else of it: also who took
    everything back because of it."""
    if breach.notified_at is None:
        return False
    if named := recordings(session, breach):
        return actor.id in performers_in(session, named)
    return was_concerned(session, actor.id, breach.client_id, breach.notified_at)
