"""What the forms of pages have in common."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate


class Form(Schema):
    """Blanks around what is typed are no part of it."""

    class Meta:
        unknown = EXCLUDE  # One form has several buttons, and not each needs every field.

    @pre_load
    def without_blanks(self, typed: Any, **_: Any) -> dict[str, str]:
        return {name: value.strip() for name, value in typed.items()}


class Filters(Form):
    """A field that is left empty asks for nothing."""

    @pre_load
    def without_blanks(self, typed: Any, **_: Any) -> dict[str, str]:
        return {name: value.strip() for name, value in typed.items() if value.strip()}


def words(most: int, missing: str) -> fields.String:
    """Text that must say something; `missing` asks for it."""
    return fields.String(
        required=True,
        error_messages={"required": missing, "invalid": missing},
        validate=(
            validate.Length(min=1, error=missing),
            validate.Length(max=most, error="At most {max} characters."),
        ),
    )
