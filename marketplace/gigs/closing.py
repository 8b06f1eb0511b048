"""How a gig ends: whoever asked for a part is answered in the same transaction."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from marketplace.gigs.listing import follow_state
from marketplace.gigs.models import Gig, GigState
from marketplace.gigs.steps import note

Ended = Callable[[Session, Gig, Actor], None]

when_ended: tuple[Ended, ...] = ()
"""Filled in `assembly`: steps that answer applicants and settle what engaged performers are due."""
when_winding_down: tuple[Ended, ...] = ()
"""Filled in `assembly`: steps that tell everybody in a campaign on which day it ends."""

ENDED = frozenset((GigState.CLOSED, GigState.CANCELLED))


def end(session: Session, gig: Gig, state: GigState, reason: str, *, actor: Actor) -> None:
    """Closed: engagements go on. Cancelled: they end, with what that costs."""
    gig.state, gig.ended_at = state, now()
    session.flush()
    follow_state(session, gig)
    note(session, gig, state.value, actor=actor, reason=reason)
    if state is GigState.CLOSED:
        audit.record(session, actor, "gig.closed", gig.id)
    else:
        audit.record(session, actor, "gig.cancelled", gig.id)
    for step in when_ended:
        step(session, gig, actor)
