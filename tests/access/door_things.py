"""What the rows about the door, invitations, people and organisations are about."""

from dataclasses import replace
from uuid import UUID

from foundation.actors import SYSTEM
from foundation.database import transaction
from foundation.ids import new_id
from marketplace.accounts import grants
from marketplace.accounts.invitations import steps as invitations
from marketplace.accounts.invitations.queries import open_to
from marketplace.accounts.links import steps as links
from marketplace.accounts.models import Account
from marketplace.accounts.reset import actions as reset
from marketplace.accounts.roles import Role
from marketplace.accounts.sign_in import actions as sign_in
from marketplace.accounts.verification import steps as verification
from tests.access.rules import Make, Values
from tests.cast import NORTHLAB, Person

PASSWORD = "four unrelated words here"
NEWCOMER = {"name": "Noor", "password": PASSWORD, "zone": "Europe/Berlin"}
JOINING = {**NEWCOMER, "email": "noor@example.org", "terms": "yes", "of_age": "yes"}
MEMBER = {"email": "noor@example.org", "role": "client_viewer"}
STAFF_MEMBER = {"email": "noor@example.org", "role": "casting"}


def a_link(purpose: str) -> Make:
    def make(person: Person) -> Values:
        with transaction() as session:
            token = links.issue(
                session,
                purpose=purpose,
                email=person.email,
                account_id=person.id,
                lives=reset.LINK_LIVES,
            )
        return {"token": token}

    return make


a_reset_link = a_link(reset.PURPOSE)
a_browser_link = a_link(sign_in.KNOWN_BROWSER)
a_verify_link = a_link(verification.PURPOSE)


def a_kind(_person: Person) -> Values:
    return {"kind": "performer"}


def an_invitation_link(_person: Person) -> Values:
    with transaction() as session:
        token = invitations.invite(session, SYSTEM, email="noor@example.org", role=Role.OBSERVER)
    return {"token": token}


def a_staff_invitation(_person: Person) -> Values:
    with transaction() as session:
        invitations.invite(session, SYSTEM, email="noor@example.org", role=Role.OBSERVER)
        sent = open_to(session, "noor@example.org", Role.OBSERVER, None)
        return {"invitation_id": sent.id}


def a_person(person: Person) -> Values:
    return {"account_id": person.id}


def a_held_role(_person: Person) -> Values:
    account_id = somebody()
    with transaction() as session:
        grant = grants.give(session, SYSTEM, account_id, Role.OBSERVER)
        return {"account_id": account_id, "grant_id": grant.id}


def a_client(person: Person) -> Values:
    return {"client_id": person.actor.on_behalf_of or NORTHLAB}


def northlab(_person: Person) -> Values:
    return {"client_id": NORTHLAB}


def a_membership(person: Person) -> Values:
    client_id, account_id = a_client(person)["client_id"], somebody()
    with transaction() as session:
        grant = grants.give(session, SYSTEM, account_id, Role.CLIENT_VIEWER, client_id)
        return {"client_id": client_id, "grant_id": grant.id}


def a_membership_in_northlab(person: Person) -> Values:
    return a_membership(replace_client(person))


def a_client_invitation(person: Person) -> Values:
    client_id = a_client(person)["client_id"]
    with transaction() as session:
        invitations.invite(session, SYSTEM, on_behalf_of=client_id, **_VIEWER)
        sent = open_to(session, _VIEWER["email"], _VIEWER["role"], client_id)
        return {"client_id": client_id, "invitation_id": sent.id}


def a_client_invitation_of_northlab(person: Person) -> Values:
    return a_client_invitation(replace_client(person))


def replace_client(person: Person) -> Person:
    return replace(person, actor=replace(person.actor, on_behalf_of=NORTHLAB))


def somebody() -> UUID:
    with transaction() as session:
        account = Account(email=f"{new_id().hex}@example.org", name="Somebody")
        session.add(account)
        session.flush()
        return account.id


_VIEWER = {"email": "noor@example.org", "role": Role.CLIENT_VIEWER}
