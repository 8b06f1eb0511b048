"""How long a notice is, and what is dangerous enough to go without."""

from datetime import datetime, timedelta

from foundation.clock import now
from marketplace.accounts.deactivation.errors import NoticeTooShort
from marketplace.accounts.deactivation.models import DeactivationReason

LEAST_DAYS = 14
MOST_DAYS = 90
FOR_SAFETY = frozenset(
    (DeactivationReason.HARASSMENT, DeactivationReason.UNDER_AGE, DeactivationReason.MISUSE)
)
"""Where others, or they themselves, would come to harm meanwhile."""


def takes_effect_at(reason: DeactivationReason, days: int) -> datetime:
    """Zero days is at once."""
    if days < LEAST_DAYS and not (days == 0 and reason in FOR_SAFETY):
        raise NoticeTooShort(LEAST_DAYS)
    return now() + timedelta(days=days)
