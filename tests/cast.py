"""A fixed cast with known relations, the same in every test."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from flask.testing import FlaskClient

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.models import Account, RoleGrant, SignIn
from marketplace.accounts.roles import NEEDS_SECOND_FACTOR, POWERS, Role
from marketplace.clients.models import Client

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning; every test begins then."""

NORTHLAB = UUID("00000000-0000-4000-8000-00000000aaaa")
RIVALLAB = UUID("00000000-0000-4000-8000-00000000bbbb")


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    email: str
    grant_id: UUID
    actor: Actor


@dataclass(frozen=True, slots=True)
class Cast:
    """omar and mira perform; ada owns the client Northlab, ben produces and vera views there;
    rolf owns its rival; cleo, remy, fay, cora and admin are staff; otto observes."""

    omar: Person
    mira: Person
    ada: Person
    ben: Person
    vera: Person
    rolf: Person
    cleo: Person
    remy: Person
    fay: Person
    cora: Person
    admin: Person
    otto: Person


_ROLES: dict[str, tuple[Role, UUID | None]] = {
    "omar": (Role.PERFORMER, None),
    "mira": (Role.PERFORMER, None),
    "ada": (Role.CLIENT_OWNER, NORTHLAB),
    "ben": (Role.CLIENT_PRODUCER, NORTHLAB),
    "vera": (Role.CLIENT_VIEWER, NORTHLAB),
    "rolf": (Role.CLIENT_OWNER, RIVALLAB),
    "cleo": (Role.CASTING, None),
    "remy": (Role.REVIEWER, None),
    "fay": (Role.FINANCE, None),
    "cora": (Role.COMPLIANCE, None),
    "admin": (Role.ADMIN, None),
    "otto": (Role.OBSERVER, None),
}


def assemble() -> Cast:
    with transaction() as session:
        session.add_all((Client(id=NORTHLAB, name="Northlab"), Client(id=RIVALLAB, name="Rival")))
    return Cast(**{name: _person(name, *held) for name, held in _ROLES.items()})


def _person(name: str, role: Role, on_behalf_of: UUID | None) -> Person:
    with transaction() as session:
        account = Account(email=f"{name}@example.org", name=name.title(), email_verified_at=now())
        session.add(account)
        session.flush()
        grant = RoleGrant(
            account_id=account.id, role=role, on_behalf_of=on_behalf_of, granted_by=account.id
        )
        session.add(grant)
        session.flush()
        actor = Actor(account.id, role, on_behalf_of, POWERS.get(role, frozenset()))
        return Person(account.id, f"{name}@example.org", grant.id, actor)


def sign_in(client: FlaskClient, person: Person) -> UUID:
    """Signs this browser in, with a second factor where the role needs one."""
    with transaction() as session:
        factor_at = now() if person.actor.role in NEEDS_SECOND_FACTOR else None
        row = SignIn(account_id=person.id, acting_as=person.grant_id, second_factor_at=factor_at)
        session.add(row)
        session.flush()
        sign_in_id = row.id
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(sign_in_id)
        cookie["_fresh"] = True
    return sign_in_id
