"""What the forms about a recording's files look like: shape and bounds only."""

from marshmallow import EXCLUDE, Schema, fields, validate

from consent.media.models import ViewingReason

_WORDS = validate.Regexp(r"[\s\S]*\S", error="Say it in a few words.")


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


class OpenForm(_Form):
    reason = fields.Enum(
        ViewingReason,
        by_value=True,
        load_default=None,
        error_messages={"unknown": "Choose why you open it."},
    )


class HoldForm(_Form):
    name = fields.String(
        required=True,
        validate=(_WORDS, validate.Length(1, 100, error="Use at most 100 characters.")),
    )
    reason = fields.String(
        required=True,
        validate=(_WORDS, validate.Length(1, 1000, error="Use at most 1,000 characters.")),
    )
    until = fields.Date(
        required=True, error_messages={"invalid": "Choose a day.", "required": "Choose a day."}
    )
