"""What the forms look like: shape and bounds."""

from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate

from payouts.earnings.hold_models import HoldReason
from payouts.earnings.models import EarningState
from payouts.earnings.reduction_models import ReductionReason

TEXT_MOST = 2000
LARGEST_MINOR = 10**12
_AMOUNT = "Write an amount, such as 31.08."
_DAY = "Choose a day."
_REASON = "Choose a reason."


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


def _text(say: str) -> fields.String:
    return fields.String(
        required=True,
        validate=[
            validate.Regexp(r"[\s\S]*\S", error=say),
            validate.Length(1, TEXT_MOST, error=f"At most {TEXT_MOST} characters."),
        ],
        error_messages={"required": say},
    )


def _until() -> fields.Date:
    return fields.Date(required=True, error_messages={"invalid": _DAY, "required": _DAY})


def _reason(closed: Any) -> fields.Enum[Any]:
    return fields.Enum(
        closed,
        by_value=True,
        required=True,
        error_messages={"unknown": _REASON, "required": _REASON},
    )


class HoldForm(_Form):
    reason = _reason(HoldReason)
    until_on = _until()
    text = _text("Say why, in words that the performer reads.")


class ExtendForm(_Form):
    until_on = _until()
    text = _text("Say why it takes longer, in words that the performer reads.")


class EndForm(_Form):
    text = _text("Say what came of it.")


class TextForm(_Form):
    text = _text("Say what is wrong.")


class ReductionForm(_Form):
    amount = fields.Decimal(
        required=True,
        validate=validate.Range(0, 10**9, min_inclusive=False, error=_AMOUNT),
        error_messages={"invalid": _AMOUNT, "special": _AMOUNT, "required": _AMOUNT},
    )
    reason = _reason(ReductionReason)
    text = _text("Say what shows that it was too much.")


class DecideForm(_Form):
    decision = fields.String(
        required=True,
        validate=validate.OneOf(("uphold", "overturn"), error="Choose one."),
        error_messages={"required": "Choose one."},
    )
    text = _text("Say why, in words that the performer reads.")


class FilterForm(_Form):
    """What a list is narrowed to. What nobody offers is as if it was not asked for."""

    state = fields.Enum(EarningState, by_value=True, load_default=None)
    month = fields.Date(load_default=None)

    @pre_load
    def _known_only(self, data: Any, **_: Any) -> Any:
        found = {}
        if data.get("state") in set(EarningState):
            found["state"] = data["state"]
        try:
            month = date.fromisoformat(f"{data.get('month')}-01")
        except ValueError:
            return found
        # A year has a next one, but for the last that there is.
        return {**found, "month": month.isoformat()} if month.year < date.max.year else found
