"""A phone with an authenticator app, as a test holds it."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from foundation.clock import now
from foundation.database import db
from foundation.ids import new_id
from marketplace.accounts.factors import totp
from marketplace.accounts.factors.app_actions import add_app, confirm_app
from marketplace.accounts.factors.keys import app_seal
from marketplace.accounts.factors.models import AuthenticatorApp
from tests.cast import Person


@dataclass(frozen=True, slots=True)
class Phone:
    app_id: UUID
    secret: str
    recovery_codes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, app_id: UUID) -> "Phone":
        app = db.session().get_one(AuthenticatorApp, app_id)
        return cls(app_id, app_seal().open(app.sealed_secret, owner=app.account_id).decode())

    def code(self, off: timedelta = timedelta()) -> str:
        return totp.code_at(self.secret, now() + off)


def set_up_phone(person: Person, sign_in_id: UUID | None = None) -> Phone:
    app_id = add_app("Phone", actor=person.actor)
    phone = Phone.of(app_id)
    codes = confirm_app(app_id, phone.code(), sign_in_id=sign_in_id or new_id(), actor=person.actor)
    return Phone(app_id, phone.secret, codes)
