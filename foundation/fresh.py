"""Asks again who is there before what an intruder at an open browser would do first."""

from datetime import datetime, timedelta
from typing import Protocol

from foundation.clock import now
from foundation.errors import NotPermitted

LASTS = timedelta(minutes=10)


class Proven(Protocol):
    """Whoever is signed in; the package that knows people says how."""

    @property
    def authenticated_at(self) -> datetime: ...


class NotFresh(NotPermitted):
    """The web edge leads to the page that asks, and back."""

    message = "For this, please show once more that it is you."


def is_fresh(person: Proven) -> bool:
    # Either way: a clock that was set back since leaves a time that is still to come.
    return abs(now() - person.authenticated_at) <= LASTS


def require(person: Proven) -> None:
    """Whoever it was proved who they are, in full, a moment ago."""
    if not is_fresh(person):
        raise NotFresh
