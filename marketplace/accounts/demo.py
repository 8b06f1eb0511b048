"""Made-up people, one or more for each role, who can sign in on a machine of one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts import grants
from marketplace.accounts.models import Account
from marketplace.accounts.opening import Newcomer, open_account
from marketplace.accounts.passwords import hashing
from marketplace.accounts.roles import Role

PASSWORD = "open-stage-tonight"  # noqa: S105 - made to be known; refused in production
_NAMESPACE = UUID("5f0d8f0e-6d0c-4f0c-9a35-6b1d1f7f3d11")


@dataclass(frozen=True, slots=True)
class Character:
    first_name: str
    name: str
    zone: str
    sees: str
    role: Role | None = None
    """None: a client's person, whose role the clients' demo gives."""

    @property
    def id(self) -> UUID:
        return uuid5(_NAMESPACE, self.first_name)

    @property
    def email(self) -> str:
        return f"{self.first_name}@demo.example"


CHARACTERS = (
    Character("omar", "Omar Haddad", "Europe/Berlin", "A performer's account", Role.PERFORMER),
    Character("mira", "Mira Lindqvist", "Europe/Stockholm", "Another performer", Role.PERFORMER),
    Character("juno", "Juno Reyes", "America/New_York", "A performer overseas", Role.PERFORMER),
    Character("dev", "Dev Anand Rao", "Asia/Dubai", "A performer farther east", Role.PERFORMER),
    Character("ada", "Ada Brandt", "Europe/Berlin", "The owner of the client Northlab"),
    Character("ben", "Ben Osei", "Europe/London", "A producer at Northlab"),
    Character("vera", "Vera Kim", "Asia/Seoul", "A viewer at Northlab"),
    Character("noa", "Noa Winter", "Europe/Berlin", "The owner of a client that is not verified"),
    Character("luca", "Luca Ferri", "Europe/Rome", "The owner of a client that owes an answer"),
    Character("cleo", "Cleo Martin", "Europe/Paris", "Staff: casting", Role.CASTING),
    Character("remy", "Remy Duval", "Europe/Paris", "Staff: reviewer", Role.REVIEWER),
    Character("fay", "Fay Nowak", "Europe/Warsaw", "Staff: finance", Role.FINANCE),
    Character("cora", "Cora Weiss", "Europe/Vienna", "Staff: compliance", Role.COMPLIANCE),
    Character("alex", "Alex Moreau", "America/New_York", "Staff: administrator", Role.ADMIN),
    Character("otto", "Otto Lund", "Europe/Oslo", "An observer from a union", Role.OBSERVER),
    Character("ines", "Ines Prado", "Europe/Madrid", "Mira's agent", Role.OBSERVER),
)


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    there = {id for id in (each.id for each in CHARACTERS) if db.session().get(Account, id)}
    missing = [each for each in CHARACTERS if each.id not in there]
    if missing:
        hashed = hashing.hash_password(PASSWORD)
        with transaction() as session:
            for character in missing:
                _open(session, character, hashed)
    return [DemoPerson(each.name, each.email, PASSWORD, each.sees) for each in CHARACTERS]


def character(first_name: str) -> Character:
    return next(each for each in CHARACTERS if each.first_name == first_name)


def _open(session: Session, character: Character, hashed: str) -> None:
    newcomer = Newcomer(
        name=character.name,
        email=character.email,
        password_hash=hashed,
        zone=character.zone,
        locale="en",
    )
    opened = open_account(session, newcomer, verified=True, account_id=character.id)
    if opened and character.role:
        grants.give(session, SYSTEM, character.id, character.role)
