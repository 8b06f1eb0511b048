"""What the form for another mail address looks like on its way in."""

from marshmallow import RAISE, Schema, fields, post_load, validate

_SORRY = "Enter a mail address, like name@example.org."


class NewAddressForm(Schema):
    class Meta:
        unknown = RAISE

    email = fields.Email(
        required=True,
        validate=validate.Length(max=254, error=_SORRY),
        error_messages={"required": _SORRY, "invalid": _SORRY},
    )

    @post_load
    def in_lower_case(self, data: dict[str, str], **_: object) -> dict[str, str]:
        return {"email": data["email"].strip().lower()}
