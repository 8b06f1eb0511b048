"""Performers as tests need them: with a name on stage, with hours, checked, with an agent."""

from datetime import date
from uuid import UUID

from foundation.clock import now
from foundation.database import transaction
from foundation.naming import name_key
from marketplace.accounts.models import Account
from marketplace.profiles.content import ProfileContent
from marketplace.profiles.identity.models import IdentityCheck
from marketplace.profiles.mandates.models import Mandate
from marketplace.profiles.models import DayException, FreeHours, PartnerBlock, Profile
from marketplace.profiles.words import Document, Proof, Visibility
from tests.cast import Person


def profile(
    person: Person,
    stage_name: str,
    said: ProfileContent | None = None,
    visibility: Visibility = Visibility.APPLIED,
) -> None:
    row = Profile(
        performer_id=person.id,
        stage_name=stage_name,
        name_key=name_key(stage_name),
        said=(said or ProfileContent()).plain(),
        visibility=visibility,
    )
    with transaction() as session:
        session.add(row)


def lives_in(person: Person, zone: str) -> None:
    with transaction() as session:
        session.get_one(Account, person.id).zone = zone


def free(person: Person, weekday: int, from_hour: int, to_hour: int) -> None:
    hours = FreeHours(
        performer_id=person.id,
        weekday=weekday,
        from_minute=from_hour * 60,
        to_minute=to_hour * 60,
    )
    with transaction() as session:
        session.add(hours)


def on_that_day(person: Person, day: date, *, is_free: bool, hours: tuple[int, int]) -> None:
    exception = DayException(
        performer_id=person.id,
        day=day,
        free=is_free,
        from_minute=hours[0] * 60,
        to_minute=hours[1] * 60,
    )
    with transaction() as session:
        session.add(exception)


def checked(person: Person, expires_on: date = date(2031, 1, 1), *, adult: bool = True) -> None:
    check = IdentityCheck(
        performer_id=person.id,
        proof=Proof.BY_HAND,
        document=Document.PASSPORT,
        is_person=True,
        is_adult=adult,
        checked_on=now().date(),
        expires_on=expires_on,
        checked_by=UUID(int=5),
    )
    with transaction() as session:
        session.add(check)


def avoids(person: Person, name: str, meant: UUID | None = None) -> None:
    block = PartnerBlock(
        performer_id=person.id, name=name, name_key=name_key(name), blocked_id=meant
    )
    with transaction() as session:
        session.add(block)


def mandate(
    performer: Person, agent: Person, *, may_apply: bool = True, may_negotiate: bool = False
) -> UUID:
    """Accepted; holds to the end of the year."""
    row = Mandate(
        performer_id=performer.id,
        email=agent.email,
        may_apply=may_apply,
        may_negotiate=may_negotiate,
        commission_basis_points=1000,
        until=date(2026, 12, 31),
        agent_id=agent.id,
        accepted_at=now(),
    )
    with transaction() as session:
        session.add(row)
        session.flush()
        return row.id
