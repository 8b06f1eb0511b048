"""Of which moment a story is told. Shape only."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load

_DAY: dict[str, Any] = {"invalid": "Give a day as YYYY-MM-DD."}
_MOMENT: dict[str, Any] = {"invalid": "Give a day and a time as YYYY-MM-DD and HH:MM, in UTC."}


class MomentForm(Schema):
    class Meta:
        unknown = EXCLUDE

    on = fields.Date(load_default=None, error_messages=_DAY)
    known_at = fields.NaiveDateTime(load_default=None, error_messages=_MOMENT)

    @pre_load
    def without_blanks(self, typed: Any, **_: Any) -> dict[str, str]:
        return {name: value.strip() for name, value in typed.items() if value.strip()}
