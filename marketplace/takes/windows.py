"""How long something can still be done after a take is complete."""

from datetime import datetime, timedelta

from foundation.clock import now
from marketplace.takes.models import Take

LAST_LOOK = timedelta(hours=48)
"""In which a performer may cut a span, however it was judged meanwhile. What it earns stays."""


def cut_by(take: Take) -> datetime | None:
    """None while it is not complete."""
    return take.complete_at + LAST_LOOK if take.complete_at else None


def may_cut_still(take: Take) -> bool:
    until = cut_by(take)
    return until is not None and now() < until
