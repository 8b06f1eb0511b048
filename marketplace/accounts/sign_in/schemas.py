"""What the form at the door looks like on its way in."""

from marshmallow import fields, validate

from marketplace.accounts.schemas import AddressForm


class SignInForm(AddressForm):
    password = fields.String(
        required=True,
        validate=validate.Length(min=1, max=1000, error="Enter your password."),
        error_messages={"required": "Enter your password."},
    )
    next = fields.String(load_default="")
