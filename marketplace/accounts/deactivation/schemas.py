"""What is typed about a deactivation. Shape only: rules live in actions."""

from typing import Any

from marshmallow import fields, validate

from foundation.forms import Form, words
from marketplace.accounts.deactivation.models import DeactivationReason
from marketplace.accounts.deactivation.rules import MOST_DAYS

TEXT_MOST = 10_000
_CHOOSE: dict[str, Any] = dict.fromkeys(("required", "unknown"), "Choose a reason.")
_DAYS = f"Write a number of days, from 0 to {MOST_DAYS}."


class DeactivateForm(Form):
    reason = fields.Enum(DeactivationReason, by_value=True, required=True, error_messages=_CHOOSE)
    evidence = words(TEXT_MOST, "Say what it rests on: what happened, when, and how we know.")
    days = fields.Integer(
        required=True,
        validate=validate.Range(0, MOST_DAYS, error=_DAYS),
        error_messages={"required": _DAYS, "invalid": _DAYS},
    )


class AppealForm(Form):
    text = words(TEXT_MOST, "Say why the decision is wrong.")


class DecideForm(Form):
    decision = fields.String(
        required=True,
        validate=validate.OneOf(("overturn", "uphold"), error="Choose one."),
        error_messages={"required": "Choose one."},
    )
    answer = words(TEXT_MOST, "Say why. They read it.")
