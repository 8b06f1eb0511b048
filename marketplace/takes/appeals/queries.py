"""Appeals that wait, and how often a client's rejections were overturned."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.cursors import Page, write
from foundation.statements import among
from marketplace.gigs.models import Gig
from marketplace.takes.appeals.models import AppealOutcome, TakeAppeal
from marketplace.takes.models import Take, Track
from marketplace.takes.reviewing.models import TakeReview

_MOST = 50


@dataclass(frozen=True, slots=True)
class Overturns:
    """Of one client, for everybody to read."""

    decided: int
    overturned: int

    @property
    def hundredths(self) -> int | None:
        return self.overturned * 100 // self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Open:
    appeal: TakeAppeal
    title: str
    number: int


def appeal_of(session: Session, take_id: UUID) -> TakeAppeal | None:
    wanted = select(TakeAppeal).where(TakeAppeal.take_id == take_id)
    return session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def due_of(session: Session, take_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """By when the appeals of these takes are answered."""
    if not take_ids:
        return {}
    of = TakeAppeal
    wanted = select(of.take_id, of.due_at).where(among(session, of.take_id, take_ids))
    return {row.take_id: row.due_at for row in session.execute(wanted)}


def answer_id(appeal: TakeAppeal) -> UUID:
    """Where the words of its answer are kept; those of the appeal are kept by its own id."""
    return uuid5(appeal.id, "answer")


def open_for(
    session: Session,
    reviewer_id: UUID,
    *,
    after: tuple[datetime, UUID] | None = None,
    limit: int = _MOST,
) -> Sequence[Open]:
    """Without those in whose decision they had a part, or in which they play."""
    of = TakeAppeal
    judged = select(TakeReview.take_id).where(TakeReview.reviewer_id == reviewer_id)
    plays = select(Track.take_id).where(Track.performer_id == reviewer_id)
    wanted = (
        select(TakeAppeal, Gig.title, Take.number)
        .join(Take, Take.id == TakeAppeal.take_id)
        .join(Gig, Gig.id == Take.gig_id)
        .where(
            TakeAppeal.outcome.is_(None),
            TakeAppeal.take_id.not_in(judged),
            TakeAppeal.take_id.not_in(plays),
        )
        .order_by(TakeAppeal.due_at, TakeAppeal.id)
        .limit(limit)
    )
    if after is not None:
        at, last = after
        wanted = wanted.where((of.due_at > at) | ((of.due_at == at) & (of.id > last)))
    return [Open(*row) for row in session.execute(wanted)]


def open_page(
    session: Session, reviewer_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> Page[Open]:
    found = open_for(session, reviewer_id, after=after, limit=limit + 1)
    last = found[limit - 1].appeal if len(found) > limit else None
    return Page(found[:limit], write(last.due_at, last.id) if last else None)


def overturns_of(session: Session, client_id: UUID) -> Overturns:
    """What nobody answered in time counts as overturned: the take was accepted."""
    wanted = (
        select(TakeAppeal.outcome, func.count())
        .where(TakeAppeal.client_id == client_id, TakeAppeal.outcome.is_not(None))
        .group_by(TakeAppeal.outcome)
    )
    counted = {row[0]: row[1] for row in session.execute(wanted)}
    decided = sum(counted.values())
    return Overturns(decided, decided - counted.get(AppealOutcome.UPHELD, 0))
