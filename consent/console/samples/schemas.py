"""What is typed about samples. Shape only."""

from typing import Any

from marshmallow import fields, validate

from consent.console.samples.models import Verdict
from foundation.forms import Filters

MOST = 200
_PURPOSE = "Say what the sample is for."
_WANTED = f"Between 1 and {MOST}."
_CHOOSE = "Choose one."
_NUMBER: dict[str, Any] = {"required": _WANTED, "invalid": _WANTED}
_VERDICT: dict[str, Any] = {"required": _CHOOSE, "unknown": _CHOOSE}
_REQUIRED: dict[str, Any] = {"required": _PURPOSE}


class SampleForm(Filters):
    purpose = fields.String(
        required=True,
        error_messages=_REQUIRED,
        validate=validate.Length(max=200, error="At most {max} characters."),
    )
    wanted = fields.Integer(
        required=True, error_messages=_NUMBER, validate=validate.Range(1, MOST, error=_WANTED)
    )


class VerdictForm(Filters):
    verdict = fields.Enum(Verdict, by_value=True, required=True, error_messages=_VERDICT)
    words = fields.String(
        load_default="", validate=validate.Length(max=5000, error="At most {max} characters.")
    )
