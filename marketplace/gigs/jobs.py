"""What happens to gigs by itself: they open, leave the list after their last day, wind down."""

from datetime import timedelta

from sqlalchemy import select

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from marketplace.gigs.closing import ENDED, end
from marketplace.gigs.listing import follow_state
from marketplace.gigs.models import Gig, GigListing, GigState, GigWindDown
from marketplace.gigs.opening import open_due

_AT_ONCE = 200


def take_off_the_list(lease: Lease) -> str:
    """Those whose last day to apply has passed: their page stays."""
    with transaction() as session:
        lease.confirm(session)
        over = (
            select(Gig)
            .join(GigListing, GigListing.gig_id == Gig.id)
            .where(Gig.state == GigState.OPEN, Gig.apply_by < now().date())
            .where(GigListing.listed)
            .order_by(Gig.apply_by, Gig.id)
            .limit(_AT_ONCE)
        )
        gigs = session.scalars(over).all()
        for gig in gigs:
            follow_state(session, gig)
    return f"{len(gigs)} taken off the list"


def wind_down(lease: Lease) -> str:
    """Campaigns whose announced last day is over."""
    with transaction() as session:
        lease.confirm(session)
        over = (
            select(Gig, GigWindDown)
            .join(GigWindDown, GigWindDown.gig_id == Gig.id)
            .where(GigWindDown.last_day < now().date(), Gig.state.not_in(ENDED))
            .order_by(GigWindDown.last_day, Gig.id)
            .limit(_AT_ONCE)
            .with_for_update(of=Gig)
        )
        rows = session.execute(over).all()
        for gig, announced in rows:
            end(session, gig, GigState.CLOSED, announced.reason, actor=SYSTEM)
    return f"{len(rows)} ended"


JOBS = (
    Job("gigs.open", open_due, timedelta(seconds=30)),
    Job("gigs.take_off_the_list", take_off_the_list, timedelta(minutes=10)),
    Job("gigs.wind_down", wind_down, timedelta(hours=1)),
)
