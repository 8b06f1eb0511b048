"""Which deadlines are asked for. Shape only."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate

from consent.console.deadlines.due import About

WITHIN = {7: "The next 7 days", 30: "The next 30 days", 90: "The next 90 days"}


class BoardForm(Schema):
    class Meta:
        unknown = EXCLUDE

    about = fields.Enum(
        About,
        by_value=True,
        load_default=None,
        error_messages={"unknown": "Choose one of the list."},
    )
    within = fields.Integer(
        load_default=30,
        error_messages={"invalid": "Choose one of the list."},
        validate=validate.OneOf(tuple(WITHIN), error="Choose one of the list."),
    )

    @pre_load
    def without_blanks(self, typed: Any, **_: Any) -> dict[str, str]:
        return {name: value.strip() for name, value in typed.items() if value.strip()}
