"""What the forms of compliance look like: shape and bounds."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from consent.ledger.explaining.words import Ending, Flaw, SuspensionCause

_CHOOSE: dict[str, Any] = {"unknown": "Choose one.", "required": "Choose one."}
_ID: dict[str, Any] = {"invalid_uuid": "An id has 32 digits and letters from a to f."}


def _reason() -> fields.String:
    return fields.String(
        required=True,
        validate=validate.Length(1, 500, error="Use 1 to 500 characters."),
        error_messages={"required": "Say why, in a sentence that the performer will read."},
    )


def _id() -> fields.UUID:
    return fields.UUID(load_default=None, error_messages=_ID)


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


class CauseForm(_Form):
    cause = fields.Enum(SuspensionCause, by_value=True, required=True, error_messages=_CHOOSE)
    until = fields.Date(
        load_default=None, error_messages={"invalid": "Write a day, such as 2027-03-31."}
    )


class PauseForm(CauseForm):
    client = _id()
    performer = _id()


class EndForm(_Form):
    ending = fields.Enum(Ending, by_value=True, required=True, error_messages=_CHOOSE)
    reason = _reason()


class EndAllForm(EndForm):
    client = _id()
    performer = _id()


class FlawForm(_Form):
    flaw = fields.Enum(Flaw, by_value=True, required=True, error_messages=_CHOOSE)
    reason = _reason()
