"""What people type in a conversation. Shape only: rules live in actions."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate

TEXT_MOST = 5_000
REASON_MOST = 2_000


def _words(most: int, missing: str) -> fields.String:
    return fields.String(
        required=True,
        error_messages={"required": missing, "invalid": missing},
        validate=(
            validate.Length(min=1, error=missing),
            validate.Length(max=most, error="At most {max} characters."),
        ),
    )


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE

    @pre_load
    def without_outer_blanks(self, typed: Any, **_: Any) -> dict[str, str]:
        return {name: value.strip() for name, value in typed.items()}


class WriteForm(_Form):
    text = _words(TEXT_MOST, "Write something first.")


class ReportForm(_Form):
    reason = _words(REASON_MOST, "Say what is wrong with it.")
