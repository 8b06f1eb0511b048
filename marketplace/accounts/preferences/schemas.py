"""What the form looks like on its way in."""

from marshmallow import RAISE, Schema, fields, validate

from marketplace.accounts.preferences import languages
from marketplace.accounts.schemas import NAME, ZONE


class PreferencesForm(Schema):
    class Meta:
        unknown = RAISE

    name = NAME
    zone = ZONE
    locale = fields.String(
        required=True,
        validate=validate.OneOf(languages.NAMES, error="Choose a language from the list."),
        error_messages={"required": "Choose a language from the list."},
    )
