"""Fields that several forms about people share."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate

from foundation.clock import now
from marketplace.accounts.roles import Role
from marketplace.accounts.zones import NAMES

_AN_ADDRESS = "Enter an email address, like name@example.org."
NAME = fields.String(
    required=True,
    validate=validate.And(
        validate.Length(max=120, error="Use at most 120 characters."),
        validate.Regexp(r".*\S", error="Enter a name."),
    ),
    error_messages={"required": "Enter a name."},
)
NEW_PASSWORD = fields.String(
    required=True,
    validate=validate.Length(min=1, max=1000, error="Choose a password."),
    error_messages={"required": "Choose a password."},
)
ZONE = fields.String(
    required=True,
    validate=validate.OneOf(NAMES, error="Choose your time zone."),
    error_messages={"required": "Choose your time zone."},
)


class _LastDay(fields.Field[date | None]):
    """An empty field of a form is no date, and no mistake."""

    def _deserialize(self, value: Any, *_: object, **__: object) -> date | None:
        if not value:
            return None
        try:
            found = date.fromisoformat(value)
        except (TypeError, ValueError):
            raise ValidationError("Enter a date, or nothing.") from None
        if found < now().date():
            raise ValidationError("Enter a day that is not over.")
        return found


LAST_DAY = _LastDay(load_default=None, allow_none=True)


def refuse_last_day(form: Mapping[str, Any]) -> None:
    """Somebody must always hold these, so they are ended by hand, where that is looked after."""
    if form.get("last_day") and form.get("role") == Role.ADMIN:
        raise ValidationError("An administrator stays until the role is ended.", "last_day")


class AddressForm(Schema):
    class Meta:
        unknown = EXCLUDE  # Password managers and older pages add fields of their own.

    email = fields.Email(
        required=True,
        validate=validate.Length(max=254, error=_AN_ADDRESS),
        error_messages={"required": _AN_ADDRESS, "invalid": _AN_ADDRESS},
    )

    @post_load
    def _lower(self, form: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**form, "email": form["email"].strip().lower()}
