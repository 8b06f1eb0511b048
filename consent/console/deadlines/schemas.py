"""Which deadlines are asked for. Shape only."""

from marshmallow import fields, validate

from consent.console.deadlines.due import About
from foundation.forms import Filters

WITHIN = {7: "The next 7 days", 30: "The next 30 days", 90: "The next 90 days"}


class BoardForm(Filters):
    about = fields.Enum(
        About,
        by_value=True,
        load_default=None,
        error_messages={"unknown": "Choose one of the list."},
    )
    within = fields.Integer(
        load_default=30,
        error_messages={"invalid": "Choose one of the list."},
        validate=validate.OneOf(tuple(WITHIN), error="Choose one of the list."),
    )
