"""The page that says what one's own day is worth so far, line by line."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.bookings.news import title
from marketplace.facts import saying
from marketplace.pricing.engaged import engaged
from marketplace.takes.worth.expecting import expected
from marketplace.takes.worth.queries import facts_of, own_place

blueprint = Blueprint("day_worth", __name__)


@blueprint.get("/bookings/<uuid:booking_id>/worth")
def page(booking_id: UUID) -> ResponseReturnValue:
    session = db.session()
    booking, own = own_place(session, booking_id, current_actor())
    of = engaged(session, [own.engagement_id])[own.engagement_id]
    facts = facts_of(session, booking, own.engagement_id)
    waiting = expected(session, booking, of)
    return render_template(
        "marketplace/takes/worth/page.html",
        booking=booking,
        title=title(session, booking),
        facts=facts,
        earned=of.pay.of(sum(each.amount_minor for each in facts)),
        waiting=waiting,
        expected=of.pay.of(sum(each.amount.amount_minor for each in waiting)),
        names=hooks.names(session, {each.decided_by for each in facts}),
        saying=saying,
    )
