"""What joining looks like on its way in."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from marketplace.accounts.schemas import NAME, NEW_PASSWORD, ZONE, AddressForm
from marketplace.sign_up.actions import Kind


class SignUpForm(AddressForm):
    kind = fields.Enum(Kind, by_value=True, required=True)
    name = NAME
    password = NEW_PASSWORD
    zone = ZONE
    organisation = fields.String(load_default="", validate=validate.Length(max=120))
    terms = fields.String(load_default="")
    of_age = fields.String(load_default="")

    @validates_schema(skip_on_field_errors=False)
    def _complete(self, form: dict[str, Any], **_: object) -> None:
        missing = {}  # In the order of the page, so that its summary reads downwards.
        if form.get("kind") is Kind.CLIENT and not form.get("organisation", "").strip():
            missing["organisation"] = ["Enter the name of your organisation."]
        if form.get("kind") is Kind.PERFORMER and form.get("of_age") != "yes":
            missing["of_age"] = ["Performers must be 18 or older."]
        if form.get("terms") != "yes":
            missing["terms"] = ["Read the terms of use and accept them to join."]
        if missing:
            raise ValidationError(missing)
