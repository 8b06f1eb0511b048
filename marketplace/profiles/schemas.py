"""What a profile's forms look like: shape and bounds."""

import re
from typing import Any

from marshmallow import (
    EXCLUDE,
    Schema,
    ValidationError,
    fields,
    pre_load,
    validate,
    validates_schema,
)

from marketplace.profiles.hours import NotHours, read_hours
from marketplace.profiles.tongues import NAMES
from marketplace.profiles.words import Emotion, Equipment, Level, Style, Visibility

LANGUAGES = range(1, 6)
"""As many can be said."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHOOSE: dict[str, Any] = {"unknown": "Choose from the list.", "required": "Choose one."}
_PLACE = re.compile(r"([A-Z]{2}(-[A-Z0-9]{1,3})?)?")


def _text(most: int) -> fields.String:
    return fields.String(
        load_default="",
        validate=validate.Length(max=most, error=f"Use at most {most} characters."),
    )


class Hours(fields.Field[tuple[tuple[int, int], ...]]):
    """Typed as people type hours."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[tuple[int, int], ...]:
        try:
            return read_hours(str(value))
        except NotHours as wrong:
            raise ValidationError(str(wrong)) from None


class _Age(fields.Integer):
    def __init__(self) -> None:
        super().__init__(
            load_default=None,
            validate=validate.Range(0, 110, error="Write an age from 0 to 110."),
            error_messages={"invalid": "Write an age."},
        )


_LANGUAGES = {
    **{
        f"language_{n}": fields.String(load_default="", validate=validate.OneOf(("", *NAMES)))
        for n in LANGUAGES
    },
    **{
        f"level_{n}": fields.Enum(Level, by_value=True, load_default=None, error_messages=_CHOOSE)
        for n in LANGUAGES
    },
    **{f"accents_{n}": _text(200) for n in LANGUAGES},
}


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE

    @pre_load
    def _unsaid(self, sent: dict[str, Any], **_: Any) -> dict[str, Any]:
        """An empty field was not filled in."""
        return {name: value for name, value in sent.items() if value not in ("", [])}


class ProfileForm(_Form.from_dict(_LANGUAGES)):  # type: ignore[misc]
    seen = fields.Integer(required=True)
    stage_name = fields.String(
        required=True,
        validate=[
            validate.Length(max=80, error="Use at most 80 characters."),
            validate.Regexp(r"[^\r\n]*\S", error="Write a name."),
        ],
        error_messages={"required": "Write the name that others see."},
    )
    about = _text(1000)
    training = _text(1000)
    youngest = _Age()
    oldest = _Age()
    emotions = fields.List(
        fields.Enum(Emotion, by_value=True, error_messages=_CHOOSE), load_default=list
    )
    styles = fields.List(
        fields.Enum(Style, by_value=True, error_messages=_CHOOSE), load_default=list
    )
    equipment = fields.List(
        fields.Enum(Equipment, by_value=True, error_messages=_CHOOSE), load_default=list
    )
    only_under_union = fields.Boolean(load_default=False)
    works_from = fields.String(
        load_default="",
        validate=validate.Regexp(
            re.compile(_PLACE.pattern + r"\Z"), error="Write a code, such as DE or US-CA."
        ),
    )
    visibility = fields.Enum(Visibility, by_value=True, required=True, error_messages=_CHOOSE)
    invitations = fields.Boolean(load_default=False)

    @pre_load
    def _capitals(self, sent: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**sent, "works_from": str(sent.get("works_from", "")).strip().upper()}

    @validates_schema
    def _whole(self, form: dict[str, Any], **_: Any) -> None:
        youngest, oldest = form.get("youngest"), form.get("oldest")
        wrong: dict[str, list[str]] = {}
        if (youngest is None) != (oldest is None):
            wrong["oldest" if oldest is None else "youngest"] = ["Write both ages, or neither."]
        elif youngest is not None and youngest > oldest:
            wrong["oldest"] = ["This is below the youngest."]
        for n in LANGUAGES:
            if form.get(f"language_{n}") and form.get(f"level_{n}") is None:
                wrong[f"level_{n}"] = ["Say how well."]
        if wrong:
            raise ValidationError(wrong)


class SealedForm(_Form):
    legal_name = _text(200)
    union = _text(200)


class WeekForm(_Form.from_dict({day: Hours(load_default=()) for day in DAYS})):  # type: ignore[misc]
    """One field for each day of a week."""


class DayForm(_Form):
    day = fields.Date(
        required=True, error_messages={"required": "Choose a day.", "invalid": "Choose a day."}
    )
    free = fields.Boolean(
        required=True, error_messages={"required": "Choose one.", "invalid": "Choose one."}
    )
    hours = Hours(load_default=())


class BlockForm(_Form):
    name = fields.String(
        required=True,
        validate=[
            validate.Length(max=80, error="Use at most 80 characters."),
            validate.Regexp(r"[^\r\n]*\S", error="Write a name."),
        ],
        error_messages={"required": "Write a name."},
    )
