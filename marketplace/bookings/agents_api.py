"""Bookings of somebody whom an agent acts for, for programs: read, never answered."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields

from foundation import api
from foundation.database import db, transaction
from foundation.web import current_actor
from marketplace.bookings import queries
from marketplace.bookings.models import BookingState, PlaceState
from marketplace.casting.acting_for import seen_as_agent
from marketplace.profiles.mandates.api import READ

blueprint = api.ApiBlueprint(
    "api_agents_bookings",
    __name__,
    url_prefix="/api/v1/mandates/<uuid:mandate_id>/bookings",
    description="Bookings of those you act for",
)


class AgentBookingSchema(Schema):
    """When and what. Who else plays, and the room, are for those who are in it."""

    id = fields.UUID(required=True)
    gig_id = fields.UUID(required=True)
    title = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    zone = fields.String(required=True)
    state = fields.Enum(BookingState, by_value=True, required=True)
    answer_by = fields.AwareDateTime(required=True, allow_none=True)
    answer = fields.Enum(
        PlaceState, by_value=True, required=True, metadata={"description": "The performer's."}
    )


@blueprint.route("")
class AgentBookings(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(AgentBookingSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked, mandate_id: UUID) -> dict[str, Any]:
        """Their bookings, the latest call first

        They see that you looked. They answer themselves.
        """
        with transaction() as session:
            performer_id = seen_as_agent(session, mandate_id, actor=current_actor())
        page = queries.of_performer(db.session(), performer_id, **asked)
        return {"items": [_plain(row) for row in page.items], "next": page.next}


def _plain(row: Any) -> dict[str, Any]:
    of_row = [name for name in AgentBookingSchema().fields if name not in ("title", "answer")]
    plain = {name: getattr(row.Booking, name) for name in of_row}
    return {**plain, "title": row.title, "answer": row.Place.state}
