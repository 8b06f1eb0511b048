"""What the form for a new password looks like on its way in."""

from marshmallow import EXCLUDE, Schema

from marketplace.accounts.schemas import NEW_PASSWORD


class NewPasswordForm(Schema):
    class Meta:
        unknown = EXCLUDE

    password = NEW_PASSWORD
