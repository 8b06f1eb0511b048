"""What is asked about profiles."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.naming import name_key
from marketplace.accounts import queries as accounts
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import Role
from marketplace.profiles.content import ProfileContent
from marketplace.profiles.hours import write_hours
from marketplace.profiles.models import DayException, PartnerBlock, Profile
from marketplace.profiles.words import Visibility


@dataclass(frozen=True, slots=True)
class Profiled:
    """A profile as it stands, for whoever has already been let see it."""

    performer_id: UUID
    stage_name: str
    said: ProfileContent
    visibility: Visibility
    invitations: bool


_NOTHING = ProfileContent()


def profile_of(session: Session, ids: Collection[UUID]) -> dict[UUID, Profiled]:
    """Of all of them: whoever said nothing has the account's name and an empty profile."""
    rows = session.scalars(select(Profile).where(Profile.performer_id.in_(ids)))
    found = {row.performer_id: _profiled(row) for row in rows}
    names = accounts.names_of(session, set(ids) - set(found))
    for each, name in names.items():
        found[each] = Profiled(each, name, _NOTHING, Visibility.APPLIED, invitations=False)
    return found


def names_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """For `hooks.names_of`: the stage name goes before the account's."""
    of = Profile
    rows = session.execute(select(of.performer_id, of.stage_name).where(of.performer_id.in_(ids)))
    return {row.performer_id: row.stage_name for row in rows}


def blocked_pairs(session: Session, ids: Collection[UUID]) -> set[frozenset[UUID]]:
    """Which two of these must not be put together, whoever of the two said so. Nobody is told who
    said it."""
    among = set(ids)
    block = PartnerBlock
    rows = session.execute(
        select(block.performer_id, block.blocked_id, block.name_key).where(
            block.performer_id.in_(among)
        )
    ).all()
    called = _called(session, among) if rows else {}
    return {
        frozenset((row.performer_id, other))
        for row in rows
        for other in {row.blocked_id, *called.get(row.name_key, ())} & among
        if other != row.performer_id
    }


def version_of(session: Session, performer_id: UUID) -> int:
    """0 before the first was saved."""
    profile = session.get(Profile, performer_id)
    return profile.version if profile else 0


def blocks_of(session: Session, performer_id: UUID) -> list[PartnerBlock]:
    """One's own list, each name once."""
    of = PartnerBlock
    rows = session.scalars(
        select(of).where(of.performer_id == performer_id).order_by(of.name_key, of.id)
    )
    return list({row.name_key: row for row in rows}.values())


def days_of(session: Session, performer_id: UUID, since: date) -> list[tuple[DayException, str]]:
    """Days that differ from the week, each once, with its hours in words."""
    of = DayException
    rows = session.scalars(
        select(of).where(of.performer_id == performer_id, of.day >= since).order_by(of.day, of.id)
    )
    found: dict[date, list[DayException]] = {}
    for row in rows:
        found.setdefault(row.day, []).append(row)
    return [
        (each[0], write_hours((row.from_minute, row.to_minute) for row in each))
        for each in found.values()
    ]


def performers_called(session: Session, key: str) -> set[UUID]:
    """Those who perform under this name, spelled as `name_key` does."""
    of = Profile
    staged = set(session.scalars(select(of.performer_id).where(of.name_key == key)))
    unsaid = (
        select(Account.id, Account.name)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == Role.PERFORMER, Account.name.icontains(key, autoescape=True))
        .where(Account.id.not_in(select(of.performer_id)))
    )
    return staged | {row.id for row in session.execute(unsaid) if name_key(row.name) == key}


def _called(session: Session, ids: Collection[UUID]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for each in profile_of(session, ids).values():
        found.setdefault(name_key(each.stage_name), set()).add(each.performer_id)
    return found


def _profiled(row: Profile) -> Profiled:
    said = ProfileContent.read(row.said)
    return Profiled(row.performer_id, row.stage_name, said, row.visibility, row.invitations)
