"""What the confirmation form looks like on its way in."""

from marshmallow import EXCLUDE, Schema, fields, validate


class ConfirmForm(Schema):
    class Meta:
        unknown = EXCLUDE

    password = fields.String(load_default="", validate=validate.Length(max=1000))
