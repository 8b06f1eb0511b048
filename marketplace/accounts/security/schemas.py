"""What the password form looks like on its way in."""

from marshmallow import RAISE, Schema, fields, validate


def _typed(otherwise: str) -> fields.String:
    return fields.String(
        required=True,
        validate=validate.Length(min=1, max=1000, error=otherwise),
        error_messages={"required": otherwise},
    )


class PasswordForm(Schema):
    class Meta:
        unknown = RAISE

    old = _typed("Type your present password.")
    new = _typed("Choose a new password.")
    also_tokens = fields.Boolean(load_default=False, truthy={"yes"}, falsy={""})
