"""When a role is held: given, not ended, and its last day, where it has one, not over.

An hourly job puts the end on record; nobody may have the role until it comes by.
"""

from sqlalchemy import ColumnElement, and_, or_

from foundation.clock import now
from marketplace.accounts.models import RoleGrant


def is_held() -> ColumnElement[bool]:
    today = now().date()
    lasts = or_(RoleGrant.last_day.is_(None), RoleGrant.last_day >= today)
    return and_(RoleGrant.ended_at.is_(None), lasts)
