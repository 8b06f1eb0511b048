"""What people type about a case. Shape only: rules live in actions."""

from typing import Any

from marshmallow import fields, validate

from foundation.cases.models import CaseKind, CaseOutcome
from foundation.forms import Form, words

TEXT_MOST = 20_000
_KIND: dict[str, Any] = dict.fromkeys(("required", "unknown"), "Choose what kind of case it is.")
_CHOOSE: dict[str, Any] = {"required": "Choose one.", "unknown": "Choose one."}


class OpenForm(Form):
    kind = fields.Enum(CaseKind, by_value=True, required=True, error_messages=_KIND)
    subject = words(200, "Say in a few words what it is about.")
    text = words(TEXT_MOST, "Tell us what happened.")
    about = fields.String(load_default="", validate=validate.Length(max=500))


class WriteForm(Form):
    text = words(TEXT_MOST, "Write something first.")


class DeskForm(WriteForm):
    version = fields.Integer(required=True)


class CloseForm(DeskForm):
    outcome = fields.Enum(CaseOutcome, by_value=True, required=True, error_messages=_CHOOSE)


class HandOverForm(Form):
    to = fields.UUID(required=True, error_messages={**_CHOOSE, "invalid_uuid": "Choose one."})
    note = fields.String(load_default="", validate=validate.Length(max=TEXT_MOST))
