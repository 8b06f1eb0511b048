"""What changes of roles look like on their way in."""

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate, validates_schema

from marketplace.accounts.invitations.schemas import INVITED
from marketplace.accounts.roles import LABELS, Role
from marketplace.accounts.schemas import LAST_DAY, refuse_last_day

GIVEN = (Role.PERFORMER, *INVITED)
CHOICES = tuple((role, LABELS[role]) for role in GIVEN)


class ReasonForm(Schema):
    class Meta:
        unknown = EXCLUDE

    because = fields.String(
        required=True,
        validate=validate.And(
            validate.Length(max=500, error="Use at most 500 characters."),
            validate.Regexp(r".*\S", error="Say why."),
        ),
        error_messages={"required": "Say why."},
    )


class GrantForm(ReasonForm):
    role = fields.String(
        required=True,
        validate=validate.OneOf(GIVEN, error="Choose a role."),
        error_messages={"required": "Choose a role."},
    )
    last_day = LAST_DAY

    @validates_schema
    def _last_day(self, form: Mapping[str, Any], **_: object) -> None:
        refuse_last_day(form)
