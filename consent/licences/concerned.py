"""Which performers a client's doings concern: those who still allow that client something."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, LimitSet, Right
from consent.ledger.explaining.moves import PERMITTING
from foundation.clock import now


def performers_concerned(session: Session, client_id: UUID) -> set[UUID]:
    """Whoever has a living grant to this client, named in it or not excluded by it."""
    living = (
        Right.state.in_(PERMITTING),
        Right.ends_on >= now().date(),
        Right.limit_set_id.in_(_sets_open_to(session, client_id)),
    )
    return set(session.scalars(select(Right.performer_id).where(*living).distinct()))


def was_concerned(session: Session, performer_id: UUID, client_id: UUID, at: datetime) -> bool:
    """Whether they allowed that client something by then, whatever became of it since."""
    there = Right.limit_set_id.in_(_sets_open_to(session, client_id))
    wanted = (
        select(Right.grant_id)
        .join(Grant, Grant.id == Right.grant_id)
        .where(Right.performer_id == performer_id, there, Grant.made_at <= at)
    )
    return session.scalar(wanted.limit(1)) is not None


def performers_in(session: Session, recordings: Collection[UUID]) -> set[UUID]:
    """Everybody who is in one of these, whatever they allow now."""
    found: set[UUID] = set()
    for recording in recordings:
        wanted = select(Right.performer_id).where(Right.recording_id == recording)
        found.update(session.scalars(wanted))
    return found


def is_concerned(session: Session, performer_id: UUID, client_id: UUID) -> bool:
    living = (Right.performer_id == performer_id, Right.state.in_(PERMITTING))
    sets = set(session.scalars(select(Right.limit_set_id).where(*living).distinct()))
    return bool(sets & set(_sets_open_to(session, client_id)))


def open_to(session: Session, recordings: Collection[UUID], client_id: UUID) -> set[UUID]:
    """Of these recordings, those that a grant was ever open to the client for."""
    there = Right.limit_set_id.in_(_sets_open_to(session, client_id))
    found: set[UUID] = set()
    for recording in set(recordings):
        wanted = select(Right.recording_id).where(Right.recording_id == recording, there).limit(1)
        found.update(session.scalars(wanted))
    return found


def _sets_open_to(session: Session, client_id: UUID) -> list[int]:
    # Sets of limits are few, because grants share them; databases read JSON each in their own way.
    rows = session.execute(select(LimitSet.id, LimitSet.body))
    named = str(client_id)
    return [row.id for row in rows if named in row.body.get("clients", [named])]
