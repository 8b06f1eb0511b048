"""What the forms look like: shape and bounds."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from marketplace.accounts.zones import NAMES
from marketplace.bookings.answering import Why
from marketplace.bookings.changing import CHOSEN, Because
from marketplace.bookings.proposing import LEAST_MINUTES, MOST_MINUTES

_FARTHEST_DAYS = 366
_LENGTH = f"Write a number of minutes from {LEAST_MINUTES} to {MOST_MINUTES}."
LONGEST_SEARCH = timedelta(days=31)


def _is_address(said: str) -> bool:
    try:
        parts = urlsplit(said)
    except ValueError:
        return False
    fits = len(said) <= 500 and said.isprintable() and " " not in said
    return fits and parts.scheme == "https" and bool(parts.hostname)


def _within_reach(at: datetime) -> None:
    """Days that no calendar holds are no days."""
    if not 2020 <= at.year <= 2100:
        raise ValidationError("Write a day and a time.")


class Form(Schema):
    class Meta:
        unknown = EXCLUDE


class Room(fields.String):
    """An address of the web, or nothing yet."""

    def __init__(self) -> None:
        super().__init__(load_default="")

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        said = str(value).strip()
        if said and not _is_address(said):
            raise ValidationError("Write an address that begins with https://.")
        return said


class Exact(fields.AwareDateTime):
    """An instant that we wrote ourselves."""

    def __init__(self) -> None:
        wrong: dict[str, Any] = {"invalid": "Choose a time.", "required": "Choose a time."}
        super().__init__(
            required=True,
            default_timezone=UTC,
            error_messages=wrong,
            validate=_within_reach,
        )


class Wall(fields.NaiveDateTime):
    """What a clock shows."""

    def __init__(self, **more: Any) -> None:
        said = "Write a day and a time."
        wrong: dict[str, Any] = {"invalid": said, "required": said}
        super().__init__(error_messages=wrong, **more)

    def _deserialize(self, value: Any, *more: Any, **and_more: Any) -> Any:
        found = super()._deserialize(value, *more, **and_more)
        _within_reach(found.replace(tzinfo=UTC))
        return found


def _minutes() -> fields.Integer:
    return fields.Integer(
        required=True,
        error_messages={"invalid": _LENGTH, "required": _LENGTH},
        validate=validate.Range(LEAST_MINUTES, MOST_MINUTES, error=_LENGTH),
    )


def zone_field() -> fields.String:
    return fields.String(
        required=True, validate=validate.OneOf(NAMES, error="Choose one of the zones.")
    )


_WHICH = validate.OneOf(("", "first", "second"), error="Say which of the two.")


class FindForm(Form):
    engagement = fields.List(
        fields.UUID(error_messages={"invalid_uuid": "Choose who plays."}),
        required=True,
        validate=validate.Length(1, 20, error="Choose who plays."),
        error_messages={"required": "Choose who plays."},
    )
    minutes = _minutes()
    first = fields.Date(required=True, error_messages={"invalid": "Write a day."})
    last = fields.Date(required=True, error_messages={"invalid": "Write a day."})


class ProposeForm(Form):
    engagement = FindForm._declared_fields["engagement"]
    minutes = _minutes()
    zone = zone_field()
    call = fields.String(
        required=True, error_messages={"required": "Choose a time, or write another one."}
    )
    """An instant that was found, or `other`."""
    wall = fields.String(load_default="")
    which = fields.String(load_default="", validate=_WHICH)
    room = Room()


class MoveForm(Form):
    wall = Wall(required=True)
    zone = zone_field()
    which = fields.String(load_default="", validate=_WHICH)
    price = fields.Integer(required=True)


class CancelForm(Form):
    because = fields.Enum(
        Because,
        by_value=True,
        required=True,
        validate=validate.OneOf(CHOSEN, error="Choose a reason."),
        error_messages={"unknown": "Choose a reason.", "required": "Choose a reason."},
    )
    price = fields.Integer(required=True)


class SwapForm(Form):
    out = fields.UUID(required=True)
    instead = fields.String(
        required=True, error_messages={"required": "Choose somebody, or go on without."}
    )
    price = fields.Integer(required=True)


class AcceptForm(Form):
    seen = Exact()


class DeclineForm(Form):
    why = fields.Enum(
        Why,
        by_value=True,
        required=True,
        error_messages={"unknown": "Choose a reason.", "required": "Choose a reason."},
    )


class RoomForm(Form):
    room = Room()


class SettleForm(Form):
    performer = fields.UUID(required=True)
    came = fields.Boolean(required=True)
