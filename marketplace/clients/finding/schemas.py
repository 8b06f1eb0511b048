"""What looking for performers looks like: shape and bounds, for pages and programs."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import (
    EXCLUDE,
    Schema,
    ValidationError,
    fields,
    validate,
    validates_schema,
)

from marketplace.profiles.searching import Wanted
from marketplace.profiles.tongues import NAMES
from marketplace.profiles.words import Emotion, Equipment, Style

MANY = ("languages", "styles", "emotions", "equipment")
LONGEST_WINDOW = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Further away no clock on a wall is known."""
_CHOOSE: dict[str, Any] = {"unknown": "Choose from the list."}
_MOMENT: dict[str, Any] = {"invalid": "Choose a day and a time."}


def _some(kind: Any) -> fields.List[Any]:
    return fields.List(
        fields.Enum(kind, by_value=True, error_messages=_CHOOSE),
        load_default=list,
        validate=validate.Length(max=10, error="Choose ten at most."),
    )


class Asked(Schema):
    """What both doors ask."""

    q = fields.String(
        load_default="", validate=validate.Length(max=200, error="Use at most 200 characters.")
    )
    languages = fields.List(
        fields.String(validate=validate.OneOf(sorted(NAMES), error="Choose from the list.")),
        load_default=list,
        validate=validate.Length(max=5, error="Choose five at most."),
    )
    accent = fields.String(
        load_default="", validate=validate.Length(max=80, error="Use at most 80 characters.")
    )
    styles = _some(Style)
    emotions = _some(Emotion)
    equipment = _some(Equipment)
    age = fields.Integer(
        load_default=None,
        validate=validate.Range(0, 110, error="Write an age from 0 to 110."),
        error_messages={"invalid": "Write an age."},
    )
    without_union = fields.Boolean(load_default=False)


class FindForm(Asked):
    """By the clock on the wall of whoever asks."""

    class Meta:
        unknown = EXCLUDE

    free_from = fields.NaiveDateTime(load_default=None, error_messages=_MOMENT)
    free_until = fields.NaiveDateTime(load_default=None, error_messages=_MOMENT)

    @validates_schema
    def _window(self, form: dict[str, Any], **_: Any) -> None:
        refuse_window(form.get("free_from"), form.get("free_until"))


def refuse_window(begins: datetime | None, ends: datetime | None) -> None:
    if (begins is None) != (ends is None):
        missing = "free_until" if ends is None else "free_from"
        raise ValidationError({missing: ["Say both ends, or neither."]})
    if begins is None or ends is None:
        return
    if not all(FIRST_YEAR <= each.year <= LAST_YEAR for each in (begins, ends)):
        raise ValidationError({"free_from": ["Choose a day of this century."]})
    if ends <= begins:
        raise ValidationError({"free_until": ["This is not after the beginning."]})
    if ends - begins > LONGEST_WINDOW:
        raise ValidationError({"free_until": ["Ask for a day at most."]})


def wanted_from(form: dict[str, Any], zone: ZoneInfo | None = None) -> Wanted:
    begins, ends = form.get("free_from"), form.get("free_until")
    if zone is not None:
        begins = begins.replace(tzinfo=zone) if begins else None
        ends = ends.replace(tzinfo=zone) if ends else None
    return Wanted(
        words=form["q"],
        languages=tuple(form["languages"]),
        accent=form["accent"],
        styles=tuple(form["styles"]),
        emotions=tuple(form["emotions"]),
        age=form["age"],
        equipment=tuple(form["equipment"]),
        without_union=form["without_union"],
        free_from=begins,
        free_until=ends,
    )
