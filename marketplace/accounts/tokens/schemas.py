"""What a token looks like on its way in and out."""

from marshmallow import RAISE, Schema, fields, validate

LONGEST_DAYS = 365


class TokenForm(Schema):
    class Meta:
        unknown = RAISE

    name = fields.String(
        required=True,
        validate=[
            validate.Length(max=80, error="Use at most 80 characters."),
            validate.Regexp(r".*\S", error="Give it a name, so that you know it later."),
        ],
    )
    scopes = fields.List(
        fields.String(),
        required=True,
        validate=validate.Length(min=1, error="Choose at least one thing it may do."),
    )
    days = fields.Integer(
        required=True,
        validate=validate.Range(1, LONGEST_DAYS, error=f"Between 1 and {LONGEST_DAYS} days."),
    )


class TokenSchema(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    scopes = fields.List(fields.String(), required=True)
    created_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)
    used_at = fields.AwareDateTime(required=True, allow_none=True)


class MeSchema(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)
    on_behalf_of = fields.UUID(required=True, allow_none=True)
    scopes = fields.List(fields.String(), required=True)
