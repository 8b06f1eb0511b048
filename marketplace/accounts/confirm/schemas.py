"""What comes in from somebody who shows once more that it is them."""

from marshmallow import RAISE, Schema, fields, validate


class ConfirmForm(Schema):
    class Meta:
        unknown = RAISE

    password = fields.String(
        required=True,
        validate=validate.Length(min=1, max=1000, error="Type your password."),
        error_messages={"required": "Type your password."},
    )
    code = fields.String(load_default="", validate=validate.Length(max=60))
    next = fields.String(load_default="")


class PasskeyConfirmForm(Schema):
    class Meta:
        unknown = RAISE

    answer = fields.Dict(keys=fields.String(), required=True)
    next = fields.String(load_default="")
