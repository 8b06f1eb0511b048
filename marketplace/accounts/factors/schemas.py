"""What forms about factors look like on their way in."""

from marshmallow import RAISE, Schema, fields, validate

_NAME = validate.Length(min=1, max=60, error="Give it a name of at most 60 letters.")


class NameForm(Schema):
    class Meta:
        unknown = RAISE

    name = fields.String(required=True, validate=_NAME)


class CodeForm(Schema):
    class Meta:
        unknown = RAISE

    code = fields.String(
        required=True, validate=validate.Length(min=1, max=60, error="Type the code.")
    )


class NewPasskeyForm(Schema):
    """JSON: what the browser's passkey said, and what its owner calls it."""

    class Meta:
        unknown = RAISE

    name = fields.String(required=True, validate=_NAME)
    answer = fields.Dict(keys=fields.String(), required=True)
