"""What the form of a delegation looks like: shape and bounds."""

from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates_schema

from consent.delegations.models import Observing

BY_PERFORMERS = tuple(each for each in Observing if each is not Observing.AUDITOR)
"""Auditors are let in by compliance."""


class _Ids(fields.Field[list[UUID]]):
    """One a line, as the console shows them."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[UUID]:
        try:
            return [UUID(each) for each in str(value).split()]
        except ValueError:
            raise ValidationError("Write ids of recordings, one a line.") from None


_EMAIL = fields.Email(
    required=True,
    validate=validate.Length(max=254),
    error_messages={"invalid": "Write an email address.", "required": "Whose is it?"},
)
_DAY: dict[str, Any] = {"error_messages": {"invalid": "Choose a day.", "required": "Choose a day."}}


class AuditorForm(Schema):
    class Meta:
        unknown = EXCLUDE

    email = _EMAIL
    until = fields.Date(required=True, **_DAY)
    clients = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=200))
    recordings = _Ids(load_default=list)
    first = fields.Date(load_default=None, **_DAY)
    last = fields.Date(load_default=None, **_DAY)

    @validates_schema
    def _whole(self, form: dict[str, Any], **_: Any) -> None:
        if (form["first"] is None) != (form["last"] is None):
            raise ValidationError({"last": ["Choose the first day and the last, or neither."]})
        if not (form["clients"] or form["recordings"] or form["first"]):
            raise ValidationError({"clients": ["Choose clients, recordings or a period."]})


class DelegationForm(Schema):
    class Meta:
        unknown = EXCLUDE

    email = _EMAIL
    observing = fields.Enum(
        Observing,
        by_value=True,
        required=True,
        validate=validate.OneOf(BY_PERFORMERS, error="Choose one."),
        error_messages={"unknown": "Choose one.", "required": "Choose one."},
    )
    until = fields.Date(required=True, **_DAY)
    reach = fields.String(
        required=True,
        validate=validate.OneOf(("all", "some"), error="Choose one."),
        error_messages={"required": "Choose one."},
    )
    clients = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=200))

    @validates_schema
    def _whole(self, form: dict[str, Any], **_: Any) -> None:
        if form["reach"] == "some" and not form["clients"]:
            raise ValidationError({"clients": ["Choose one client at least, or everything."]})
