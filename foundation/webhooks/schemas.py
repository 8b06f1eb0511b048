"""What the form looks like; what it may say is decided where it is used."""

from marshmallow import EXCLUDE, Schema, fields, validate

from foundation.webhooks.urls import LONGEST


class EndpointForm(Schema):
    class Meta:
        unknown = EXCLUDE

    url = fields.String(
        required=True,
        validate=[
            validate.Length(1, error="Say where to send."),
            validate.Length(max=LONGEST, error=f"Use at most {LONGEST} characters."),
        ],
        error_messages={"required": "Say where to send."},
    )
    note = fields.String(
        load_default="", validate=validate.Length(max=100, error="Use at most 100 characters.")
    )
