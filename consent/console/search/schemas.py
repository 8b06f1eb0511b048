"""What can be searched for. Shape only."""

from datetime import date
from typing import Any

from marshmallow import RAISE, fields, validate

from consent.console.search.states import SAID
from foundation.forms import Filters

_ID: dict[str, Any] = {"invalid_uuid": "An id has 32 digits and letters from a to f, with hyphens."}
_DAY: dict[str, Any] = {"invalid": "Give a day as YYYY-MM-DD."}
# The last days of the calendar have no day after them.
_IN_THE_CALENDAR = validate.Range(date(1900, 1, 1), date(9000, 1, 1), error=_DAY["invalid"])


class RightsForm(Filters):
    """What it does not know is refused: whoever typed it would read an answer to less."""

    class Meta:
        unknown = RAISE

    q = fields.String(load_default="", validate=validate.Length(max=254))
    recording = fields.UUID(load_default=None, error_messages=_ID)
    performer = fields.UUID(load_default=None, error_messages=_ID)
    client = fields.UUID(load_default=None, error_messages=_ID)
    agreement = fields.UUID(load_default=None, error_messages=_ID)
    state = fields.String(
        load_default="", validate=validate.OneOf(("", *SAID), error="Choose one of the list.")
    )
    since = fields.Date(load_default=None, error_messages=_DAY, validate=_IN_THE_CALENDAR)
    until = fields.Date(load_default=None, error_messages=_DAY, validate=_IN_THE_CALENDAR)
    after = fields.String(load_default=None, validate=validate.Length(max=200))
