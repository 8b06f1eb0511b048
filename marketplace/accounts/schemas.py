"""Fields that several forms about people share."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

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
