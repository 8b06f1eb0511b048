"""What can be asked of the audit. Shape only."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate

_DAY: dict[str, Any] = {"invalid": "Give a day as YYYY-MM-DD."}


class SearchForm(Schema):
    class Meta:
        unknown = EXCLUDE

    person = fields.String(load_default="", validate=validate.Length(max=254))
    subject = fields.UUID(
        load_default=None, error_messages={"invalid_uuid": "A subject is an id of 32 hex digits."}
    )
    action = fields.String(
        load_default="",
        validate=validate.Regexp(
            r"[a-z_.]{0,60}\Z", error="Actions are written in small letters and dots."
        ),
    )
    since = fields.Date(load_default=None, error_messages=_DAY)
    until = fields.Date(load_default=None, error_messages=_DAY)
    after = fields.String(load_default=None, validate=validate.Length(max=200))

    @pre_load
    def without_blanks(self, typed: Any, **_: Any) -> dict[str, str]:
        return {name: value.strip() for name, value in typed.items() if value.strip()}
