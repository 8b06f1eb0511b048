"""What the forms at the door look like on their way in."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate


class AddressForm(Schema):
    class Meta:
        unknown = EXCLUDE  # Password managers and older pages add fields of their own.

    email = fields.Email(
        required=True,
        validate=validate.Length(max=254),
        error_messages={"required": "Enter your mail address.", "invalid": "This is no address."},
    )

    @post_load
    def _lower(self, form: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**form, "email": form["email"].strip().lower()}


class SignInForm(AddressForm):
    password = fields.String(
        required=True,
        validate=validate.Length(min=1, max=1000, error="Enter your password."),
        error_messages={"required": "Enter your password."},
    )
    next = fields.String(load_default="")
