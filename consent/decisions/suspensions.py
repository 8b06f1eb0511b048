"""Whether a grant is held back for a purpose on a day, as far as was known: by a pause, or by an
end that was ordered and is being carried out."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select

from consent.decisions.asked import Asked
from consent.grants.models import Lifting, OrderedEnd, Suspension

BEING_ENDED = "being_ended"
"""In place of a cause."""


def is_suspended(grant: Any, asked: Asked) -> ColumnElement[bool]:
    paused = exists().where(Suspension.grant_id == grant, _covers(asked))
    return or_(paused, exists().where(*_ordered(grant, asked)))


def cause_of(grant: Any, asked: Asked) -> ColumnElement[str]:
    """Of the first that holds; nothing where none does."""
    holds = _ordered(grant, asked)
    ordered = select(literal(BEING_ENDED)).select_from(OrderedEnd).where(*holds).limit(1)
    covered = Suspension.grant_id == grant, _covers(asked)
    paused = select(Suspension.cause).where(*covered).order_by(Suspension.number).limit(1)
    return func.coalesce(ordered.scalar_subquery(), paused.scalar_subquery())


def _ordered(grant: Any, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    of = OrderedEnd
    still = or_(of.known_until.is_(None), of.known_until > asked.known_at)
    return of.grant_id == grant, of.known_from <= asked.known_at, of.true_from <= asked.day, still


def _covers(asked: Asked) -> ColumnElement[bool]:
    lifted = exists().where(
        Lifting.suspension_id == Suspension.id,
        Lifting.known_from <= asked.known_at,
        Lifting.true_from <= asked.day,
    )
    return and_(
        Suspension.known_from <= asked.known_at,
        Suspension.true_from <= asked.day,
        or_(Suspension.until.is_(None), Suspension.until >= asked.day),
        Suspension.uses.op("&")(asked.bit) != 0,
        or_(Suspension.client_id.is_(None), Suspension.client_id == asked.client),
        ~lifted,
    )
