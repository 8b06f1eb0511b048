"""As many made-up performers as somebody asks for, to see pages at scale; the same by seed."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import PASSWORD
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.passwords import hashing
from marketplace.accounts.roles import Role

_NAMESPACE = UUID("b0a7e0f6-6f0e-4f5b-8a53-2d3f4ce6a1c7")
AT_ONCE = 5000
_FIRST = (
    "Ade Aino Amir Ana Anouk Arjun Astrid Bao Bela Carmen Chidi Daria Diego Elif Emeka Farah Femi"
    " Greta Hana Hugo Ines Isla Ivo Jaya Jonas Kaya Kofi Lale Leo Luz Malik Mei Milan Nadia Niko"
    " Nour Oskar Paz Priya Rafa Rosa Sami Sora Talia Tomas Uma Vito Wren Yara Zoltan"
)
_LAST = (
    "Abara Andersen Banerjee Bauer Castro Chen Dahl Diallo Egger Farouk Fischer Garcia Greco Haas"
    " Horvat Ibarra Ito Jansen Kaplan Keita Kovacs Laine Lopez Mbeki Meyer Moreno Nagy Novak Okoro"
    " Ortiz Park Petrov Quist Rahman Rossi Sato Silva Singh Suzuki Tanaka Toth Ueda Vargas Vogel"
    " Walsh Weber Yilmaz Young Zeman Zhou"
)
_ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "Asia/Tokyo", "Africa/Lagos")


def make(size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. Who is there already stays as they are."""
    if not size.performers:
        return []
    wanted = {_id(size.seed, number): number for number in range(size.performers)}
    people = _people(size, now(), hashing.hash_password(PASSWORD))
    missing = set(wanted) - _there(list(wanted))
    new = [each for each in people if each["id"] in missing]
    for start in range(0, len(new), AT_ONCE):
        _keep(new[start : start + AT_ONCE])
    email = _email(size.seed, 0)
    return [DemoPerson("A crowd", email, PASSWORD, f"The first of {size.performers} performers")]


def _people(size: DemoSize, at: datetime, hashed: str) -> Iterator[dict[str, Any]]:
    """A longer crowd begins with the same people: each one takes as much of the chance."""
    first, last = _FIRST.split(), _LAST.split()
    chance = random.Random(size.seed)  # noqa: S311 - names, not secrets
    for number in range(size.performers):
        joined_at = at - timedelta(minutes=number + 1)
        yield {
            "id": _id(size.seed, number),
            "email": _email(size.seed, number),
            "name": f"{chance.choice(first)} {chance.choice(last)}",
            "password_hash": hashed,
            "email_verified_at": joined_at,
            "zone": chance.choice(_ZONES),
            "locale": "en",
            "created_at": joined_at,
            "version": 1,
        }


def _keep(people: Sequence[dict[str, Any]]) -> None:
    """What they have is said here, once for all of them: by hand it would take an hour."""
    with transaction() as session:
        session.execute(insert(Account), people)
        session.execute(insert(RoleGrant), [_grant(each) for each in people])
        audit.record(session, SYSTEM, "crowd.made", SYSTEM.id, performers=len(people))
        _analyse(session)


def _grant(person: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": uuid5(_NAMESPACE, f"grant {person['id']}"),
        "account_id": person["id"],
        "role": Role.PERFORMER,
        "granted_by": SYSTEM.id,
        "granted_at": person["created_at"],
    }


def _analyse(session: Session) -> None:
    """So that the database plans for many rows, not for the few there were."""
    for table in (Account.__tablename__, RoleGrant.__tablename__):
        session.execute(text(f"ANALYZE {table}"))


def _there(ids: Sequence[UUID]) -> set[UUID]:
    session, found = db.session(), set[UUID]()
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found.update(session.scalars(select(Account.id).where(Account.id.in_(some))))
    session.rollback()
    return found


def _id(seed: int, number: int) -> UUID:
    return uuid5(_NAMESPACE, f"{seed} {number}")


def _email(seed: int, number: int) -> str:
    return f"performer-{seed}-{number + 1}@demo.example"
