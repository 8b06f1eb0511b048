"""An agent's page of the bookings of somebody they act for: read, never answered."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.clock import now
from foundation.database import transaction
from foundation.web import current_actor
from marketplace.bookings import queries, saying
from marketplace.casting.acting_for import seen_as_agent

blueprint = Blueprint("agents_bookings", __name__)
_MOST = 100


@blueprint.get("/mandates/<uuid:mandate_id>/bookings")
def page(mandate_id: UUID) -> ResponseReturnValue:
    with transaction() as session:
        performer_id = seen_as_agent(session, mandate_id, actor=current_actor())
        rows = queries.of_performer(session, performer_id, after=None, limit=_MOST).items
        return render_template(
            "marketplace/bookings/acted_for.html",
            coming=[each for each in reversed(rows) if each.Booking.ends_at > now()],
            past=[each for each in rows if each.Booking.ends_at <= now()],
            name=hooks.names(session, [performer_id]).get(performer_id, "A performer"),
            mandate_id=mandate_id,
            saying=saying,
        )
