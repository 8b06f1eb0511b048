"""What people type about a case. Shape only: rules live in actions."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate

from foundation.cases.models import CaseKind, CaseOutcome

TEXT_MOST = 20_000
_KIND: dict[str, Any] = dict.fromkeys(("required", "unknown"), "Choose what kind of case it is.")
_CHOOSE: dict[str, Any] = {"required": "Choose one.", "unknown": "Choose one."}


def _words(most: int, missing: str) -> fields.String:
    return fields.String(
        required=True,
        error_messages={"required": missing, "invalid": missing},
        validate=(
            validate.Length(min=1, error=missing),
            validate.Length(max=most, error="At most {max} characters."),
        ),
    )


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE  # One form has several buttons, and not each needs every field.

    @pre_load
    def without_outer_blanks(self, typed: Any, **_: Any) -> dict[str, str]:
        return {name: value.strip() for name, value in typed.items()}


class OpenForm(_Form):
    kind = fields.Enum(CaseKind, by_value=True, required=True, error_messages=_KIND)
    subject = _words(200, "Say in a few words what it is about.")
    text = _words(TEXT_MOST, "Tell us what happened.")
    about = fields.String(load_default="", validate=validate.Length(max=500))


class WriteForm(_Form):
    text = _words(TEXT_MOST, "Write something first.")


class DeskForm(WriteForm):
    version = fields.Integer(required=True)


class CloseForm(DeskForm):
    outcome = fields.Enum(CaseOutcome, by_value=True, required=True, error_messages=_CHOOSE)


class HandOverForm(_Form):
    to = fields.UUID(required=True, error_messages={**_CHOOSE, "invalid_uuid": "Choose one."})
    note = fields.String(load_default="", validate=validate.Length(max=TEXT_MOST))
