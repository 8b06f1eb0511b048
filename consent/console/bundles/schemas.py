"""What a bundle is asked for about. Shape only; which parts go together is said here too."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from consent.console.bundles.models import Scope
from foundation.forms import Filters

_ID: dict[str, Any] = {"invalid_uuid": "An id has 32 digits and letters from a to f, with hyphens."}
_DAY: dict[str, Any] = {"invalid": "Give a day as YYYY-MM-DD."}
_CHOOSE: dict[str, Any] = {"required": "Choose one.", "unknown": "Choose one."}


class BundleForm(Filters):
    scope = fields.Enum(Scope, by_value=True, required=True, error_messages=_CHOOSE)
    subject = fields.UUID(load_default=None, error_messages=_ID)
    from_on = fields.Date(load_default=None, error_messages=_DAY)
    to_on = fields.Date(load_default=None, error_messages=_DAY)
    opened = fields.Boolean(load_default=False, truthy={"yes"}, falsy={"no"})

    @validates_schema
    def whole(self, form: dict[str, Any], **_: Any) -> None:
        if form["scope"] is not Scope.PERIOD:
            if form["subject"] is None:
                raise ValidationError("Give the id of what it is about.", "subject")
            form["from_on"] = form["to_on"] = None
            return
        for name in ("from_on", "to_on"):
            if form[name] is None:
                raise ValidationError("Give both days.", name)
        if form["to_on"] < form["from_on"]:
            raise ValidationError("The last day is before the first.", "to_on")
        form["subject"] = None
