"""Standing pauses and the grants that they reach. The caller holds the locks of their threads."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from consent.grants.following import follow_all
from consent.grants.models import Grant, Suspension
from consent.grants.suspending import newest_numbers
from consent.keeping.openings import write_opened
from consent.ledger.explaining.consenting import ConsentSuspended
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.ledger.openings.data_keys import chunked
from consent.ledger.openings.writing import Opened
from consent.recordings.models import PausedGrant, StandingPause
from consent.terms.bits import BIT, EVERY_USE
from foundation.clock import now


def reach_new(session: Session, grants: Sequence[tuple[Grant, UUID]]) -> None:
    """A step: what was registered just now, each with its client, under the pauses that stand."""
    standing = _standing(session, {grant.performer_id for grant, _ in grants})
    for pause in standing:
        reach(session, pause, [grant for grant, client in grants if _covers(pause, grant, client)])


def reach(session: Session, pause: StandingPause, grants: Sequence[Grant]) -> None:
    """A step: suspends these grants, which permit something, by a pause that is new to them."""
    openings = [(grant, suspension_of(grant, scope_of(pause))) for grant in grants]
    write_opened(
        session,
        [
            Opened(opening=opening, thread=grant.thread, actor=pause.begun_as)
            for grant, opening in openings
        ],
    )
    follow_all(session, openings)
    numbers = newest_numbers(session, [grant.id for grant in grants])
    session.add_all(
        PausedGrant(pause_id=pause.id, grant_id=grant.id, number=numbers[grant.id])
        for grant in grants
    )
    session.flush()


def suspension_of(grant: Grant, scope: Mapping[str, Any]) -> ConsentSuspended:
    return ConsentSuspended(
        person=grant.performer_id,
        at=now(),
        recording=grant.recording_id,
        agreement=grant.agreement_id,
        **scope,
    )


def scope_of(pause: StandingPause | Suspension) -> dict[str, Any]:
    """What an opening says of it: every use is said by naming none. A client that a standing pause
    is about need not be named: it is the recording's own."""
    some = tuple(use for use in Use if pause.uses & BIT[use])
    uses = None if pause.uses == EVERY_USE else some
    return {"cause": SuspensionCause(pause.cause), "until": pause.until, "uses": uses}


def _standing(session: Session, performers: Collection[UUID]) -> list[StandingPause]:
    """Of these performers, and of all clients: of the latter there are few."""
    found: dict[UUID, StandingPause] = {}
    for some in chunked(sorted(performers)):
        theirs = or_(StandingPause.performer_id.in_(some), StandingPause.performer_id.is_(None))
        open_ = and_(StandingPause.stands_for.is_not(None), theirs)
        rows = session.scalars(select(StandingPause).where(open_))
        found |= {row.id: row for row in rows}
    today = now().date()
    return [each for each in found.values() if each.until is None or each.until >= today]


def _covers(pause: StandingPause, grant: Grant, client: UUID) -> bool:
    return pause.performer_id in (None, grant.performer_id) and pause.client_id in (None, client)
