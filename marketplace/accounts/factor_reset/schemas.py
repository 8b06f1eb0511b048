"""What the form looks like on its way in."""

from marshmallow import RAISE, Schema, fields, validate

_WHY = "Say how you made sure who asked, in at least ten letters."


class ResetForm(Schema):
    class Meta:
        unknown = RAISE

    because = fields.String(
        required=True,
        validate=validate.Length(min=10, max=500, error=_WHY),
        error_messages={"required": _WHY},
    )
