"""What waits for a client's owner on the home page: a signature, and a report that is due."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.licences import queries
from consent.licences.models import Licence
from consent.licences.reports.queries import unreported
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.hooks import Waiting


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if actor.on_behalf_of is None or Power.SIGN_LICENCES not in actor.powers:
        return
    living = select(Licence).where(Licence.living_for == actor.on_behalf_of)
    for licence in session.scalars(living):
        offer = queries.open_offer(session, licence.id)
        if offer is not None:
            yield Waiting("A licence waits for your signature", f"/licences/offers/{offer.id}")
        for period in unreported(session, licence)[:1]:
            if period.to_on < now().date():
                due = datetime.combine(period.due_on, time(), UTC)
                yield Waiting("A report of uses is due", f"/licences/{licence.id}/report", due)
