"""Rows about proving who one is: factors, the second step, email address, roles, preferences."""

from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from marketplace.accounts.factors.app_actions import add_app
from marketplace.accounts.factors.keys import app_seal
from marketplace.accounts.factors.models import AuthenticatorApp, Passkey
from marketplace.accounts.factors.totp import new_secret
from marketplace.accounts.mail_change import links
from marketplace.accounts.mail_change.links import Purpose
from marketplace.accounts.mail_change.models import MailChange
from marketplace.accounts.models import SignIn
from marketplace.accounts.roles import Role
from tests.access.rules import Only, Open, Own, Rule, Values, Wait
from tests.access.rules import Person as Anybody
from tests.cast import Person

ADMIN = frozenset({Role.ADMIN})
EVERY_ROLE = frozenset(Role)
OWING_A_FACTOR = frozenset({Wait.FACTOR})
"""These pages are where it is shown or set up."""


def an_unfinished_app(person: Person) -> Values:
    return {"app_id": add_app("Phone", actor=person.actor)}


def an_app(person: Person) -> Values:
    with transaction() as session:
        sealed = app_seal().close(new_secret().encode(), owner=person.id)
        app = AuthenticatorApp(
            account_id=person.id, name="Phone", sealed_secret=sealed, confirmed_at=now()
        )
        session.add(app)
        session.flush()
        return {"app_id": app.id}


def a_passkey(person: Person) -> Values:
    with transaction() as session:
        passkey = Passkey(
            account_id=person.id,
            name="Laptop",
            credential_id=new_id().bytes,
            public_key=b"key",
            sign_count=0,
        )
        session.add(passkey)
        session.flush()
        return {"passkey_id": passkey.id}


def a_sign_in(person: Person) -> Values:
    with transaction() as session:
        sign_in = SignIn(account_id=person.id)
        session.add(sign_in)
        session.flush()
        return {"sign_in_id": sign_in.id}


def a_role(person: Person) -> Values:
    return {"grant_id": person.grant_id}


def a_person(person: Person) -> Values:
    an_app(person)
    return {"account_id": person.id}


def a_link_to_agree(person: Person) -> Values:
    return {"which": "new", "token": _mailed(person, Purpose.NEW)}


def a_link_to_stop(person: Person) -> Values:
    return {"token": _mailed(person, Purpose.STOP)}


def _mailed(person: Person, purpose: Purpose) -> str:
    with transaction() as session:
        change = MailChange(
            account_id=person.id, old_email=person.email, new_email="new@example.org"
        )
        session.add(change)
        session.flush()
        return links.path(session, purpose, change).rpartition("/")[2]


SECOND_STEP: dict[str, Rule] = {
    "GET dev_codes.page": Open(),
    "GET factors.challenge": Open(),
    "GET lost_factors.page": Open(),
    "POST factors.answer": Open(),
    "POST factors.answer_passkey": Open(),
    "POST factors.ask_passkey": Open(),
    "POST lost_factors.tell": Open(),
}
CONFIRM: dict[str, Rule] = {
    "GET confirm.page": Anybody(open_to=OWING_A_FACTOR),
    "POST confirm.ask_passkey": Anybody(open_to=OWING_A_FACTOR),
    "POST confirm.prove": Anybody(open_to=OWING_A_FACTOR),
    "POST confirm.prove_with_passkey": Anybody(open_to=OWING_A_FACTOR),
}
APPS: dict[str, Rule] = {
    "GET apps.ask_to_remove": Own(an_app, fresh=True),
    "GET apps.page": Own(an_unfinished_app, fresh=True, open_to=OWING_A_FACTOR),
    "POST apps.add": Anybody(send={"name": "Phone"}, fresh=True, open_to=OWING_A_FACTOR),
    "POST apps.confirm": Own(
        an_unfinished_app, send={"code": "000000"}, fresh=True, open_to=OWING_A_FACTOR
    ),
    "POST apps.remove": Own(an_app, fresh=True),
    "GET recovery_codes.page": Anybody(fresh=True),
    "POST recovery_codes.renew": Anybody(fresh=True),
}
PASSKEYS: dict[str, Rule] = {
    "GET passkeys.ask_to_remove": Own(a_passkey, fresh=True),
    "GET passkeys.page": Own(a_passkey),
    "POST passkeys.add": Anybody(fresh=True, open_to=OWING_A_FACTOR),
    "POST passkeys.ask": Anybody(fresh=True, open_to=OWING_A_FACTOR),
    "POST passkeys.remove": Own(a_passkey, fresh=True),
    "POST passkeys.rename": Own(a_passkey, send={"name": "Old laptop"}),
}
SECURITY: dict[str, Rule] = {
    "GET security.page": Anybody(open_to=OWING_A_FACTOR),
    "GET security.password": Anybody(fresh=True),
    "POST security.change_password": Anybody(fresh=True),
    "POST security.end_others": Anybody(),
    "POST security.end_sign_in": Own(a_sign_in),
}
MAIL_CHANGE: dict[str, Rule] = {
    "GET mail_change.ask_to_stop": Open(a_link_to_stop),
    "GET mail_change.open_link": Open(a_link_to_agree),
    "GET mail_change.page": Anybody(fresh=True),
    "POST mail_change.agree": Open(a_link_to_agree),
    "POST mail_change.ask": Anybody(fresh=True),
    "POST mail_change.stop": Open(a_link_to_stop),
}
ACCOUNT: dict[str, Rule] = {
    "GET preferences.page": Anybody(),
    "POST acting.choose": Own(a_role, roles=EVERY_ROLE, open_to=OWING_A_FACTOR),
    "POST preferences.change": Anybody(),
}
FACTOR_RESET: dict[str, Rule] = {
    "GET factor_reset.page": Only(a_person, roles=ADMIN),
    "POST factor_reset.reset": Only(
        a_person,
        roles=ADMIN,
        send={"because": "known by voice, on the phone"},
        fresh=True,
    ),
}

ROWS: dict[str, Rule] = (
    SECOND_STEP | CONFIRM | APPS | PASSKEYS | SECURITY | MAIL_CHANGE | ACCOUNT | FACTOR_RESET
)
