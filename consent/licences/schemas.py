"""What the forms about licences look like: shape and bounds only."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from consent.ledger.explaining.words import Ending

_ONE: dict[str, Any] = dict.fromkeys(("required", "unknown", "invalid_uuid"), "Choose one.")
_DAY: dict[str, Any] = {"required": "Write a day.", "invalid": "Write a day."}


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


class ExtensionForm(_Form):
    version_id = fields.UUID(required=True, error_messages=_ONE)
    starts_on = fields.Date(required=True, error_messages=_DAY)


class OfferForm(ExtensionForm):
    client_id = fields.UUID(required=True, error_messages=_ONE)


class SignForm(_Form):
    name = fields.String(
        required=True, validate=validate.Length(2, 200, error="Type your name to sign.")
    )
    seen = fields.String(required=True)


class EndForm(_Form):
    cause = fields.Enum(Ending, by_value=True, required=True, error_messages=_ONE)
    reason = fields.String(
        required=True,
        validate=validate.Length(3, 500, error="Say why, in 3 to 500 characters."),
        error_messages={"required": "Say why."},
    )
