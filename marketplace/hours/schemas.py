"""What the forms look like: shape and bounds."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate

from marketplace.hours import saying
from marketplace.hours.models import Because, LineKind, Phase
from marketplace.hours.standing import QUESTIONABLE

MOST_MINUTES = 24 * 60
_TIME = f"Write minutes and seconds, at most {MOST_MINUTES} minutes."
TEXT_MOST = 2000


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


def _whole(most: int, **more: Any) -> fields.Integer:
    return fields.Integer(
        error_messages={"invalid": _TIME, "required": _TIME},
        validate=validate.Range(0, most, error=_TIME),
        **more,
    )


class PressForm(_Form):
    phase = fields.Enum(
        Phase,
        by_value=True,
        required=True,
        error_messages={"unknown": "Choose what begins.", "required": "Choose what begins."},
    )


class ApproveForm(_Form):
    kind = fields.Enum(LineKind, by_value=True, load_default=None)


class TimeForm(_Form):
    minutes = _whole(MOST_MINUTES, required=True)
    seconds = _whole(59, load_default=0)

    @pre_load
    def _empty_is_none(self, data: Any, **_: Any) -> Any:
        return {name: said for name, said in data.items() if name != "seconds" or said}


class CorrectForm(TimeForm):
    because = fields.Enum(
        Because,
        by_value=True,
        required=True,
        validate=validate.OneOf(
            [Because(value) for value, _ in saying.BECAUSE], error="Choose a reason."
        ),
        error_messages={"unknown": "Choose a reason.", "required": "Choose a reason."},
    )


class AnswerForm(_Form):
    agreed = fields.Boolean(required=True)


class DisputeForm(_Form):
    text = fields.String(
        required=True,
        validate=[
            validate.Regexp(r"[\s\S]*\S", error="Say what is wrong."),
            validate.Length(1, TEXT_MOST, error=f"At most {TEXT_MOST} characters."),
        ],
        error_messages={"required": "Say what is wrong."},
    )


KINDS = "any(" + ", ".join(each.value for each in QUESTIONABLE) + ")"
"""The lines that have a page of their own."""
