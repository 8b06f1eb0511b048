"""What came of a check, as a form: shape and bounds."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields

from marketplace.profiles.words import Document

_DAY: dict[str, Any] = {"required": "Choose a day.", "invalid": "Choose a day."}
_ANSWER: dict[str, Any] = {"required": "Choose one.", "invalid": "Choose one."}


class ResultForm(Schema):
    class Meta:
        unknown = EXCLUDE

    document = fields.Enum(
        Document,
        by_value=True,
        required=True,
        error_messages={"required": "Choose one.", "unknown": "Choose one."},
    )
    is_person = fields.Boolean(required=True, error_messages=_ANSWER)
    is_adult = fields.Boolean(required=True, error_messages=_ANSWER)
    checked_on = fields.Date(required=True, error_messages=_DAY)
    expires_on = fields.Date(required=True, error_messages=_DAY)
