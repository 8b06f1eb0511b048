"""How a grant stands on a day, as people say it; and the same as a condition on its row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from consent.grants.models import Right, State
from consent.ledger.explaining.moves import PERMITTING

RUNNING, ENDED, SUSPENDED, REVIEWED = "running", "ended", "suspended", "in_review"
SAID: Mapping[str, str] = {
    RUNNING: "Valid",
    REVIEWED: "In review only",
    SUSPENDED: "Suspended, at least in part",
    ENDED: "Ended",
    "requested": "Requested",
    "refused": "Refused",
    "withdrawn": "Withdrawn",
    "terminated": "Terminated",
    "invalidated": "Never valid",
}
TONES = {RUNNING: "ok", REVIEWED: "info", SUSPENDED: "warn", "withdrawn": "stop"}
_BY_WORD = {each.value: each for each in State}
_PERMITTING = tuple(State(each) for each in PERMITTING)


def state_on(right: Any, day: date) -> str:
    """One of the words above, of a row with a right's columns. A date decides what has ended: the
    job that records it only tells."""
    if right.state is State.EXPIRED:
        return ENDED
    if right.state not in _PERMITTING:
        return str(right.state.value)
    if right.ends_on < day:
        return ENDED
    if right.suspended:
        return SUSPENDED
    return RUNNING if right.accepted else REVIEWED


def condition(state: str, day: date) -> ColumnElement[bool]:
    """The rows of which `state_on` says this word."""
    permitting = Right.state.in_(_PERMITTING)
    if state == ENDED:
        return or_(Right.state == State.EXPIRED, and_(permitting, Right.ends_on < day))
    if state not in (RUNNING, REVIEWED, SUSPENDED):
        return Right.state == _BY_WORD[state]
    # Most rights live: the newest are read in their order, and the first that fit are enough. By
    # the index of states all of them would be gathered and sorted first, for every page.
    lives = and_(func.coalesce(Right.state, Right.state).in_(_PERMITTING), Right.ends_on >= day)
    if state == SUSPENDED:
        return and_(lives, Right.suspended)
    return and_(lives, ~Right.suspended, Right.accepted == (state == RUNNING))
