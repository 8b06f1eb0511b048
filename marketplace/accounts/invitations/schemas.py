"""What invitations and their acceptance look like on their way in."""

from marshmallow import EXCLUDE, Schema, fields, validate

from marketplace.accounts.roles import LABELS, STAFF, Role
from marketplace.accounts.schemas import LAST_DAY, NAME, NEW_PASSWORD, ZONE, AddressForm

INVITED = (*sorted(STAFF), Role.OBSERVER)
CHOICES = tuple((role, LABELS[role]) for role in INVITED)


class InvitationForm(AddressForm):
    role = fields.String(
        required=True,
        validate=validate.OneOf(INVITED, error="Choose a role."),
        error_messages={"required": "Choose a role."},
    )
    last_day = LAST_DAY


class NewcomerForm(Schema):
    class Meta:
        unknown = EXCLUDE

    name = NAME
    password = NEW_PASSWORD
    zone = ZONE
