"""What invitations and their acceptance look like on their way in."""

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate, validates_schema

from marketplace.accounts.roles import LABELS, STAFF, Role
from marketplace.accounts.schemas import (
    LAST_DAY,
    NAME,
    NEW_PASSWORD,
    ZONE,
    AddressForm,
    refuse_last_day,
)

INVITED = (*sorted(STAFF), Role.OBSERVER)
CHOICES = tuple((role, LABELS[role]) for role in INVITED)


class InvitationForm(AddressForm):
    role = fields.String(
        required=True,
        validate=validate.OneOf(INVITED, error="Choose a role."),
        error_messages={"required": "Choose a role."},
    )
    last_day = LAST_DAY

    @validates_schema
    def _last_day(self, form: Mapping[str, Any], **_: object) -> None:
        refuse_last_day(form)


class NewcomerForm(Schema):
    class Meta:
        unknown = EXCLUDE

    name = NAME
    password = NEW_PASSWORD
    zone = ZONE
