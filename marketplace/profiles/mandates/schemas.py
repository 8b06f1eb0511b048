"""What a mandate looks like as a form: shape and bounds."""

from marshmallow import EXCLUDE, Schema, fields, validate

_SHARE = "Write a share from 0 to 50, such as 10 or 12.5."


class MandateForm(Schema):
    class Meta:
        unknown = EXCLUDE

    email = fields.Email(
        required=True,
        validate=validate.Length(max=254),
        error_messages={"invalid": "Write an email address.", "required": "Whose is it?"},
    )
    may_apply = fields.Boolean(load_default=False)
    may_negotiate = fields.Boolean(load_default=False)
    commission = fields.Decimal(
        places=2,
        required=True,
        validate=validate.Range(0, 50, error=_SHARE),
        error_messages={"required": _SHARE, "invalid": _SHARE, "special": _SHARE},
    )
    """Percent."""
    until = fields.Date(
        required=True, error_messages={"required": "Choose a day.", "invalid": "Choose a day."}
    )
