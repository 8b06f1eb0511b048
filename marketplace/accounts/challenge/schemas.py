"""What comes in at the second step."""

from marshmallow import RAISE, Schema, fields, validate


class PasskeySignInForm(Schema):
    class Meta:
        unknown = RAISE

    answer = fields.Dict(keys=fields.String(), required=True)
    next = fields.String(load_default="")


class LostForm(Schema):
    class Meta:
        unknown = RAISE

    text = fields.String(
        required=True,
        validate=validate.Length(min=10, max=2000, error="Tell us in a sentence or two."),
        error_messages={"required": "Tell us in a sentence or two."},
    )
