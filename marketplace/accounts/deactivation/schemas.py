"""What is typed about a deactivation. Shape only: rules live in actions."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate

from marketplace.accounts.deactivation.models import DeactivationReason
from marketplace.accounts.deactivation.rules import MOST_DAYS

TEXT_MOST = 10_000
_CHOOSE: dict[str, Any] = dict.fromkeys(("required", "unknown"), "Choose a reason.")
_DAYS = f"Write a number of days, from 0 to {MOST_DAYS}."


def _words(missing: str) -> fields.String:
    return fields.String(
        required=True,
        error_messages={"required": missing, "invalid": missing},
        validate=(
            validate.Length(min=1, error=missing),
            validate.Length(max=TEXT_MOST, error="At most {max} characters."),
        ),
    )


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE

    @pre_load
    def without_outer_blanks(self, typed: Any, **_: Any) -> dict[str, str]:
        return {name: value.strip() for name, value in typed.items()}


class DeactivateForm(_Form):
    reason = fields.Enum(DeactivationReason, by_value=True, required=True, error_messages=_CHOOSE)
    evidence = _words("Say what it rests on: what happened, when, and how we know.")
    days = fields.Integer(
        required=True,
        validate=validate.Range(0, MOST_DAYS, error=_DAYS),
        error_messages={"required": _DAYS, "invalid": _DAYS},
    )


class AppealForm(_Form):
    text = _words("Say why the decision is wrong.")


class DecideForm(_Form):
    decision = fields.String(
        required=True,
        validate=validate.OneOf(("overturn", "uphold"), error="Choose one."),
        error_messages={"required": "Choose one."},
    )
    answer = _words("Say why. They read it.")
