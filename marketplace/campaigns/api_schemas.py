"""What programs send and get about campaigns."""

from marshmallow import Schema, fields, validate

from foundation import api
from marketplace.bookings.schemas import Exact, Room, zone_field
from marketplace.campaigns.offering import MOST_AT_ONCE

_LARGEST = 10**9
_LONGEST_KEY = 200


def _count() -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(0, _LARGEST))


class CampaignQuery(api.PageQuery):
    pass


class SlotQuery(api.PageQuery):
    pass


class CampaignSchema(Schema):
    gig_id = fields.UUID(required=True)
    title = fields.String(required=True)
    state = fields.String(required=True)
    opened_at = fields.AwareDateTime(required=True)


class CellSchema(Schema):
    key = fields.String(required=True)
    label = fields.String(required=True)
    wanted = _count()
    recorded = _count()
    booked = _count()
    lacking = _count()


class CampaignFillSchema(Schema):
    gig_id = fields.UUID(required=True)
    cells = fields.List(fields.Nested(CellSchema), required=True)
    pilot_minutes = _count()
    pilot_approved = fields.Boolean(required=True)
    forecast = fields.Date(required=True, allow_none=True)


class SlotSchema(Schema):
    id = fields.UUID(required=True)
    cell = fields.String(required=True)
    label = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    seats = _count()
    free = _count()
    prompt = fields.String(required=True)
    taken_by = fields.List(fields.String(), required=True)
    own = fields.Boolean(required=True)
    booking_id = fields.UUID(required=True, allow_none=True)


class SlotsBodySchema(api.Body):
    cell = fields.String(required=True, validate=validate.Length(1, _LONGEST_KEY))
    starts_at = Exact()
    zone = zone_field()
    seats = fields.Integer(load_default=1, validate=validate.Range(1, 8))
    count = fields.Integer(load_default=1, validate=validate.Range(1, MOST_AT_ONCE))
    room = Room()


class SlotsMadeSchema(Schema):
    ids = fields.List(fields.UUID(), required=True)


class SlotTakingSchema(api.Body):
    seen = Exact()
    """The call that was seen: where it changed, nothing is taken."""


class SlotTakenSchema(Schema):
    booking_id = fields.UUID(required=True)


class DescriptionBodySchema(api.Body):
    group = fields.String(required=True, validate=validate.Length(1, _LONGEST_KEY))
    agreed = fields.Boolean(
        required=True,
        validate=validate.Equal(True),
        metadata={"description": "That it is kept, unreadable, for this campaign alone."},
    )
