"""What the forms look like: shape and bounds."""

from marshmallow import fields, validate

from marketplace.bookings.schemas import Exact, Form, Room, Wall, zone_field
from marketplace.campaigns.offering import MOST_AT_ONCE

_SEATS = "Write a whole number from 1 to 8."
_COUNT = f"Write a whole number from 1 to {MOST_AT_ONCE}."


def _whole(most: int, wrong: str) -> fields.Integer:
    return fields.Integer(
        required=True,
        error_messages={"invalid": wrong, "required": wrong},
        validate=validate.Range(1, most, error=wrong),
    )


class OfferForm(Form):
    cell = fields.String(required=True, error_messages={"required": "Choose a quota."})
    wall = Wall(required=True)
    zone = zone_field()
    which = fields.String(
        load_default="",
        validate=validate.OneOf(("", "first", "second"), error="Say which of the two."),
    )
    seats = _whole(8, _SEATS)
    count = _whole(MOST_AT_ONCE, _COUNT)
    room = Room()


class TakeForm(Form):
    seen = Exact()


class DescribeForm(Form):
    group = fields.String(required=True, error_messages={"required": "Choose one."})
    agreed = fields.Boolean(
        required=True,
        validate=validate.Equal(True, error="Tick this if you agree."),
        error_messages={"required": "Tick this if you agree."},
    )
