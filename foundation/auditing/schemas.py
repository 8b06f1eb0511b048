"""What can be asked of the audit. Shape only."""

from datetime import date
from typing import Any

from marshmallow import fields, validate

from foundation.forms import Filters

_DAY: dict[str, Any] = {"invalid": "Give a day as YYYY-MM-DD."}
# A day at the very end of the calendar has no midnight in every zone, nor a day after.
_IN_THE_CALENDAR = validate.Range(date(1900, 1, 1), date(9000, 1, 1), error=_DAY["invalid"])


class SearchForm(Filters):
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
    since = fields.Date(load_default=None, error_messages=_DAY, validate=_IN_THE_CALENDAR)
    until = fields.Date(load_default=None, error_messages=_DAY, validate=_IN_THE_CALENDAR)
    after = fields.String(load_default=None, validate=validate.Length(max=200))
