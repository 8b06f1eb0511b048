"""Whether a grant is held back for a purpose on a day, as far as was known: by a pause, or by an
end that was ordered and is being carried out."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select

from consent.grants.models import Lifting, OrderedEnd, Suspension
from consent.terms.purpose import Purpose

BEING_ENDED = "being_ended"
"""In place of a cause."""


def is_suspended(
    grant: Any, purpose: Purpose, day: date, known_at: datetime
) -> ColumnElement[bool]:
    paused = exists().where(Suspension.grant_id == grant, _covers(purpose, day, known_at))
    return or_(paused, exists().where(*_ordered(grant, day, known_at)))


def cause_of(grant: Any, purpose: Purpose, day: date, known_at: datetime) -> ColumnElement[str]:
    """Of the first that holds; nothing where none does."""
    holds = _ordered(grant, day, known_at)
    ordered = select(literal(BEING_ENDED)).select_from(OrderedEnd).where(*holds).limit(1)
    covered = Suspension.grant_id == grant, _covers(purpose, day, known_at)
    paused = select(Suspension.cause).where(*covered).order_by(Suspension.number).limit(1)
    return func.coalesce(ordered.scalar_subquery(), paused.scalar_subquery())


def _ordered(grant: Any, day: date, known_at: datetime) -> tuple[ColumnElement[bool], ...]:
    of = OrderedEnd
    still = or_(of.known_until.is_(None), of.known_until > known_at)
    return of.grant_id == grant, of.known_from <= known_at, of.true_from <= day, still


def _covers(purpose: Purpose, day: date, known_at: datetime) -> ColumnElement[bool]:
    lifted = exists().where(
        Lifting.suspension_id == Suspension.id,
        Lifting.known_from <= known_at,
        Lifting.true_from <= day,
    )
    return and_(
        Suspension.known_from <= known_at,
        Suspension.true_from <= day,
        or_(Suspension.until.is_(None), Suspension.until >= day),
        Suspension.uses.op("&")(purpose.bit) != 0,
        or_(Suspension.client_id.is_(None), Suspension.client_id == purpose.client),
        ~lifted,
    )
