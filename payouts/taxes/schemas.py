"""What is typed about taxes: shape and bounds only. There is no field for a tax number, and what is
sent beside the fields is dropped."""

from marshmallow import EXCLUDE, Schema, fields, validate

from payouts.funding.schemas import AmountForm
from payouts.taxes.models import FormState
from payouts.taxes.passing_models import Period
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


_DAY = "Choose the day of the payment."
_PERIOD = "Choose for which time it was."
_REFERENCE = "Write the tax office's reference: up to 60 letters and digits."
A_LINE_OF_60 = r"(?=.*[^\s])[^\x00-\x1f]{1,60}\Z"
NOT_OF_A_PERSON = r"(?!\s*\d{3}[- ]?\d{2}[- ]?\d{4}\s*\Z)"
_WHY = "Write a few words about why."


class PassedOnForm(AmountForm):
    period = fields.Enum(
        Period,
        by_value=True,
        required=True,
        error_messages={"required": _PERIOD, "unknown": _PERIOD},
    )
    paid_on = fields.Date(required=True, error_messages={"required": _DAY, "invalid": _DAY})
    reference = fields.String(
        required=True,
        validate=[
            validate.Regexp(A_LINE_OF_60, error=_REFERENCE),
            validate.Regexp(NOT_OF_A_PERSON, error="This looks like the tax number of a person."),
        ],
        error_messages={"required": _REFERENCE},
    )


class TakeBackForm(Schema):
    class Meta:
        unknown = EXCLUDE

    because = fields.String(
        required=True,
        validate=[
            validate.Length(1, 500, error="Write 1 to 500 letters."),
            validate.Regexp(r"[\s\S]*\S", error=_WHY),
        ],
        error_messages={"required": _WHY},
    )
