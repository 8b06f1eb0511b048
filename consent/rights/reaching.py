"""Carrying a standing pause, or its end, to each grant that it is about: in chunks, resumable."""

from collections.abc import Callable, Sequence
from uuid import UUID

import structlog
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.recordings.for_whom import given_to
from consent.recordings.models import PausedGrant, StandingPause
from consent.recordings.pausing import reach
from consent.rights import news
from consent.rights.lifting import Lift, lift
from consent.rights.living import living, under_locks
from foundation.clock import now
from foundation.database import transaction
from foundation.errors import DomainError

_log = structlog.get_logger()


def at_once(carry: Callable[[UUID], int], will_id: UUID) -> None:
    """For `once_kept`: what it follows has happened, so nobody is refused now; the job goes on."""
    try:
        carry(will_id)
    except (DomainError, SQLAlchemyError) as why:
        _log.warning("carried on later", by=carry.__name__, error=type(why).__name__)


def reach_pending(pause_id: UUID) -> int:
    """Until nothing is left that it should reach. Gives how many grants it reached."""
    return _repeat(_reach_some, pause_id)


def lift_pending(pause_id: UUID) -> int:
    return _repeat(_lift_some, pause_id)


def _repeat(some: Callable[[UUID], int], will_id: UUID) -> int:
    done = 0
    while found := some(will_id):
        done += found
    return done


def _reach_some(pause_id: UUID) -> int:
    with transaction() as session:
        pause = _held(session, pause_id)
        if pause.stands_for is None or (pause.until and pause.until < now().date()):
            return 0
        grants = under_locks(session, unreached(pause))
        if grants:
            reach(session, pause, grants)
            if pause.performer_id is None:
                _tell(session, "rights.pause_begun", grants)
        return len(grants)


def _lift_some(pause_id: UUID) -> int:
    with transaction() as session:
        pause = _held(session, pause_id)
        if pause.lifted_at is None:
            return 0
        grants = under_locks(session, unlifted(pause))
        if grants:
            numbers = _numbers(session, pause, grants)
            lifts = [Lift(grant, numbers[grant.id].number) for grant in grants]
            lift(session, lifts, pause.cause, role=pause.lifted_as or "system")
            for row in numbers.values():
                row.lifted = True
            if pause.performer_id is None:
                _tell(session, "rights.pause_lifted", grants)
        return len(grants)


def unreached(pause: StandingPause) -> Select[Grant]:
    """What permits something and was not paused by this yet; lifted by hand counts as reached."""
    reached = select(PausedGrant.grant_id).where(
        PausedGrant.grant_id == Grant.id, PausedGrant.pause_id == pause.id
    )
    return _meant(pause).where(~reached.exists())


def unlifted(pause: StandingPause) -> Select[Grant]:
    """What is not in force any more is left until somebody renews it."""
    still = and_(PausedGrant.pause_id == pause.id, ~PausedGrant.lifted)
    return living().join(PausedGrant, and_(PausedGrant.grant_id == Grant.id, still))


def _meant(pause: StandingPause) -> Select[Grant]:
    query = living()
    if pause.performer_id is not None:
        query = query.where(Grant.performer_id == pause.performer_id)
    if pause.client_id is not None:
        query = query.where(given_to(pause.client_id))
    return query


def _held(session: Session, pause_id: UUID) -> StandingPause:
    """Two who carry it at once take turns."""
    wanted = select(StandingPause).where(StandingPause.id == pause_id)
    return session.scalars(wanted.with_for_update(key_share=True)).one()


def _numbers(
    session: Session, pause: StandingPause, grants: Sequence[Grant]
) -> dict[UUID, PausedGrant]:
    ids = [grant.id for grant in grants]
    rows = select(PausedGrant).where(
        PausedGrant.pause_id == pause.id, PausedGrant.grant_id.in_(ids)
    )
    return {row.grant_id: row for row in session.scalars(rows)}


def _tell(session: Session, kind: str, grants: Sequence[Grant]) -> None:
    for performer in sorted({grant.performer_id for grant in grants}):
        news.tell_of_many(session, kind, performer, scope=" for one client")


def with_work(session: Session) -> Sequence[StandingPause]:
    """Pauses that stand, and those that were lifted and still hold somewhere."""
    still = select(PausedGrant.pause_id).where(
        PausedGrant.pause_id == StandingPause.id, ~PausedGrant.lifted
    )
    lifted = and_(StandingPause.lifted_at.is_not(None), still.exists())
    wanted = select(StandingPause).where(or_(StandingPause.stands_for.is_not(None), lifted))
    return session.scalars(wanted).all()
