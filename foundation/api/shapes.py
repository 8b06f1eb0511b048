"""What bodies of the API have in common: nothing unknown, and words that say something."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate


class Body(Schema):
    """What a program sends. A name that is not known is a mistake, and is said."""

    class Meta:
        unknown = RAISE


class Whole(fields.Integer):
    """As JSON means it: 5.0 is 5, and 5.5 is none."""

    def __init__(self, **said: Any) -> None:
        super().__init__(strict=True, **said)

    def _validated(self, value: Any) -> int:
        is_whole = isinstance(value, float) and value.is_integer()
        return super()._validated(int(value) if is_whole else value)


def words(most: int) -> fields.String:
    """Text that must say something."""
    return fields.String(
        required=True, validate=[validate.Length(1, most), validate.Regexp(r"[\s\S]*\S")]
    )


def line(most: int) -> fields.String:
    """The same in one line, such as a name."""
    shape = validate.Regexp(r"[^\r\n]*\S[^\r\n]*\Z")
    return fields.String(required=True, validate=[validate.Length(1, most), shape])
