"""Of which moment a story is told. Shape only."""

from typing import Any

from marshmallow import fields

from foundation.forms import Filters

_DAY: dict[str, Any] = {"invalid": "Give a day as YYYY-MM-DD."}
_MOMENT: dict[str, Any] = {"invalid": "Give a day and a time as YYYY-MM-DD and HH:MM, in UTC."}


class MomentForm(Filters):
    on = fields.Date(load_default=None, error_messages=_DAY)
    known_at = fields.NaiveDateTime(load_default=None, error_messages=_MOMENT)
