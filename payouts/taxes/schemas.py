"""What is typed about taxes: shape and bounds only. There is no field for a tax number, and what is
sent beside the fields is dropped."""

from marshmallow import EXCLUDE, Schema, fields, validate

from payouts.taxes.models import FormState
from payouts.taxes.saying import countries

_COUNTRY = "Choose the country where you are resident for tax."
_US = "Choose yes or no."


class StatusForm(Schema):
    class Meta:
        unknown = EXCLUDE

    country = fields.String(
        required=True,
        validate=validate.OneOf([code for code, _ in countries()], error=_COUNTRY),
        error_messages={"required": _COUNTRY},
    )
    us_person = fields.String(
        required=True,
        validate=validate.OneOf(["yes", "no"], error=_US),
        error_messages={"required": _US},
    )


class NoteForm(Schema):
    class Meta:
        unknown = EXCLUDE

    state = fields.Enum(
        FormState,
        by_value=True,
        required=True,
        error_messages={"required": "Choose one.", "unknown": "Choose one."},
    )
