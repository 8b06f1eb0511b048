"""What an organisation's particulars and compliance's finding look like: shape and bounds."""

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate

from consent.ledger.explaining.forms import is_spelled
from marketplace.clients.verification.words import Paper


def _line(missing: str = "", most: int = 200) -> fields.String:
    if not missing:
        return fields.String(load_default="", validate=validate.Length(max=most))
    return fields.String(
        required=True,
        validate=[
            validate.Regexp(r".*\S", error=missing),
            validate.Length(max=most, error=f"Use at most {most} characters."),
        ],
        error_messages={"required": missing},
    )


class _Place(fields.String):
    def _deserialize(self, value: Any, *more: Any, **named: Any) -> str:
        typed = str(value).strip().upper()
        if not is_spelled("place", typed):
            raise ValidationError("Write a country's code, such as DE or US-CA.")
        return typed


class ParticularsForm(Schema):
    class Meta:
        unknown = EXCLUDE

    registered_name = _line("Write the name in the register.")
    country = _Place(required=True, error_messages={"required": "Write a country's code."})
    register = _line("Say which register, such as Handelsregister Berlin.")
    register_number = _line("Write the number in that register.")
    sector = _line("Say in a few words what you do, such as language courses.", most=60)
    website = _line()
    contact = _line("Say whom we can ask, and how.", most=400)


class FindingForm(Schema):
    class Meta:
        unknown = EXCLUDE

    verified = fields.Boolean(
        required=True,
        error_messages={"required": "Choose one.", "invalid": "Choose one."},
    )
    seen = fields.List(
        fields.Enum(Paper, by_value=True, error_messages={"unknown": "Choose from the list."}),
        load_default=list,
    )
    expires_on = fields.Date(
        required=True, error_messages={"required": "Choose a day.", "invalid": "Choose a day."}
    )
    note = fields.String(load_default="", validate=validate.Length(max=2000))

    @pre_load
    def _strip(self, sent: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**sent, "note": str(sent.get("note", "")).strip()}
