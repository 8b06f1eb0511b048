"""Looking for performers, and at one. That staff looked is on record for whoever was shown."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.accounts.roles import STAFF
from marketplace.clients.finding import visibility
from marketplace.clients.finding.errors import PerformerNotFound
from marketplace.profiles import searching
from marketplace.profiles.checks import may_be_booked, newest_checks
from marketplace.profiles.equipment.queries import Checked, newest_check
from marketplace.profiles.queries import Profiled, profile_of
from marketplace.profiles.searching import PAGE, Wanted


@dataclass(frozen=True, slots=True)
class Results:
    profiles: list[Profiled]
    next: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    profile: Profiled
    is_checked: bool
    """Identity and age, today."""
    equipment: Checked | None


def find_performers(
    wanted: Wanted, *, actor: Actor, below: int | None = None, limit: int = PAGE
) -> Results:
    """One page, of those only whom this actor may see."""
    with transaction() as session:
        actor.require(visibility.may_look(actor))
        if not visibility.finds_somebody(session, actor):
            return Results([])
        page = searching.found(session, actor.on_behalf_of, wanted, below=below, limit=limit)
        profiles = profile_of(session, page.ids)
        _on_record(session, actor, page.ids)
        return Results([profiles[each] for each in page.ids], page.next)


def look_at(performer_id: UUID, *, actor: Actor) -> Seen:
    """Of somebody who is not shown, nothing says that they are here."""
    with transaction() as session:
        if not visibility.may_see(session, actor, performer_id):
            raise PerformerNotFound
        _on_record(session, actor, [performer_id])
        checked = performer_id in newest_checks(session, [performer_id])
        return Seen(
            profile_of(session, [performer_id])[performer_id],
            checked and not may_be_booked(session, performer_id),
            newest_check(session, performer_id),
        )


def _on_record(session: Session, actor: Actor, performers: Collection[UUID]) -> None:
    if actor.role in STAFF:
        for each in performers:
            audit.record(session, actor, "opening.read", each)
