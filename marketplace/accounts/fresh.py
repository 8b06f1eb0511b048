"""Asks again who is there before what an intruder at an open browser would do first."""

from datetime import timedelta

from foundation.clock import now
from foundation.errors import NotPermitted
from marketplace.accounts.signed_in import SignedIn

LASTS = timedelta(minutes=10)


class NotFresh(NotPermitted):
    """The web edge leads to the page that asks, and back."""

    message = "For this, please show once more that it is you."


def is_fresh(signed_in: SignedIn) -> bool:
    return now() - signed_in.authenticated_at <= LASTS


def require(signed_in: SignedIn) -> None:
    """Whoever it was proved who they are, in full, a moment ago."""
    if not is_fresh(signed_in):
        raise NotFresh
