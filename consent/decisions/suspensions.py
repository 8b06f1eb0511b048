"""Whether a grant is paused for a purpose on a day, as far as was known."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Exists, Select, and_, exists, or_, select

from consent.grants.models import Lifting, Suspension
from consent.terms.purpose import Purpose


def is_suspended(grant: Any, purpose: Purpose, day: date, known_at: datetime) -> Exists:
    return exists().where(Suspension.grant_id == grant, _covers(purpose, day, known_at))


def cause_of(grant: Any, purpose: Purpose, day: date, known_at: datetime) -> Select[str]:
    """Of the first that holds; nothing where none does."""
    covered = Suspension.grant_id == grant, _covers(purpose, day, known_at)
    return select(Suspension.cause).where(*covered).order_by(Suspension.number).limit(1)


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
