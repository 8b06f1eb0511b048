"""Whether somebody may be booked at all, and with whom."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from marketplace.bookings.errors import NotReady, NotTogether
from marketplace.bookings.news import name_of
from marketplace.casting.models import Engagement
from marketplace.profiles.checks import may_be_booked
from marketplace.profiles.queries import blocked_pairs


def refuse_unready(session: Session, engagements: Sequence[Engagement]) -> None:
    """An engagement is never without its written contract; identity and age run out by
    themselves. Raises NotReady and NotTogether."""
    for each in engagements:
        missing = may_be_booked(session, each.performer_id)
        if missing:
            raise NotReady(name_of(session, each.performer_id), missing[0])
    if blocked_pairs(session, {each.performer_id for each in engagements}):
        raise NotTogether
