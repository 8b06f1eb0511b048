"""What programs send and get about bookings."""

from marshmallow import Schema, fields, validate

from foundation import api
from marketplace.bookings.answering import Why
from marketplace.bookings.changing import CHOSEN
from marketplace.bookings.models import BookingState, PlaceState
from marketplace.bookings.proposing import LEAST_MINUTES, MOST_MINUTES
from marketplace.bookings.schemas import Exact, Room, zone_field

LARGEST_PRICE = 10**12


def _price() -> fields.Integer:
    return fields.Integer(
        required=True,
        validate=validate.Range(0, LARGEST_PRICE),
        metadata={"description": "As the booking says it now: where it changed, nothing is done."},
    )


def _minutes() -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(LEAST_MINUTES, MOST_MINUTES))


class BookingQuery(api.PageQuery):
    pass


class BookedPlaceSchema(Schema):
    engagement_id = fields.UUID(required=True)
    performer_id = fields.UUID(required=True)
    name = fields.String(required=True)
    part = fields.String(required=True)
    state = fields.Enum(PlaceState, by_value=True, required=True)


class BookingSchema(Schema):
    id = fields.UUID(required=True)
    gig_id = fields.UUID(required=True)
    title = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    zone = fields.String(required=True)
    room = fields.String(required=True)
    state = fields.Enum(BookingState, by_value=True, required=True)
    answer_by = fields.AwareDateTime(required=True, allow_none=True)


class WholeBookingSchema(BookingSchema):
    places = fields.List(fields.Nested(BookedPlaceSchema), required=True)
    currency = fields.String(required=True)
    cancel_price_minor = fields.Integer(
        required=True, metadata={"description": "Of cancelling it now."}
    )
    move_price_minor = fields.Integer(required=True, metadata={"description": "Of moving it now."})


class CallSheetSchema(Schema):
    title = fields.String(required=True)
    state = fields.String(required=True)
    facts = fields.List(fields.List(fields.String()), required=True)
    people = fields.List(
        fields.List(fields.String()),
        required=True,
        metadata={"description": "Name, part, and the call by their own clock."},
    )
    parts = fields.List(fields.List(fields.String()), required=True)
    scenario = fields.String(required=True)
    beats = fields.List(fields.String(), required=True)
    improvisation = fields.String(required=True)
    tech = fields.List(fields.String(), required=True)


class CommonTimeQuery(api.Body):
    gig_id = fields.UUID(required=True)
    minutes = _minutes()
    first = fields.Date(required=True, metadata={"description": "From this day on, by your zone."})
    last = fields.Date(required=True, metadata={"description": "At most 31 days later."})


class CommonTimeSchema(Schema):
    starts_at = fields.String(required=True)
    said = fields.String(required=True, metadata={"description": "By your own clock."})
    by_their_clocks = fields.String(required=True)


class BookingBodySchema(api.Body):
    gig_id = fields.UUID(required=True)
    engagement_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 20))
    starts_at = Exact()
    minutes = _minutes()
    zone = zone_field()
    room = Room()


class BookingAcceptanceSchema(api.Body):
    seen = Exact()


class BookingRefusalSchema(api.Body):
    why = fields.Enum(Why, by_value=True, required=True)


class MoveBodySchema(api.Body):
    starts_at = Exact()
    zone = zone_field()
    price_minor = _price()


class SwapBodySchema(api.Body):
    out = fields.UUID(required=True)
    instead = fields.UUID(load_default=None, allow_none=True)
    price_minor = _price()


class CancellationBodySchema(api.Body):
    because = fields.String(required=True, validate=validate.OneOf([each.value for each in CHOSEN]))
    price_minor = _price()


class CalendarAddressSchema(Schema):
    address = fields.String(required=True)
