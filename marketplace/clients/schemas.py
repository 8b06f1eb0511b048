"""What an invitation to an organisation looks like on its way in."""

from marshmallow import fields, validate

from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.accounts.schemas import AddressForm


class MemberForm(AddressForm):
    role = fields.String(
        required=True,
        validate=validate.OneOf(sorted(CLIENT_SIDE), error="Choose a role."),
        error_messages={"required": "Choose a role."},
    )
