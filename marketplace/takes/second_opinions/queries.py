"""Of which takes somebody's second opinion is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, write
from marketplace.accounts.roles import Role
from marketplace.gigs.models import Gig
from marketplace.takes.delegated import is_delegated
from marketplace.takes.models import Take, TakeDelegation, Track
from marketplace.takes.reviewing.models import TakeReview
from marketplace.takes.reviewing.queries import had_a_part
from marketplace.takes.reviewing.sampling import still_wanted, wanted_of
from marketplace.takes.reviewing.second_models import SecondOpinion
from marketplace.takes.tracks import tracks_of


@dataclass(frozen=True, slots=True)
class Wanted:
    take_id: UUID
    title: str
    number: int
    wanted_until: datetime


def wanted_from(session: Session, take: Take, actor: Actor) -> SecondOpinion | None:
    """One of ours whom the client lets judge, who had no part in it and does not play in it."""
    if actor.role != Role.REVIEWER or not is_delegated(session, take, actor.id):
        return None
    plays = any(each.performer_id == actor.id for each in tracks_of(session, take.id))
    if plays or had_a_part(session, take.id, actor.id):
        return None
    return wanted_of(session, take)


def wanted_page(
    session: Session, actor: Actor, *, after: tuple[datetime, UUID] | None, limit: int
) -> Page[Wanted]:
    """What is wanted soonest first; by the same rules as `wanted_from`."""
    of = SecondOpinion
    mine = select(TakeReview.take_id).where(TakeReview.reviewer_id == actor.id)
    plays = select(Track.take_id).where(Track.performer_id == actor.id)
    delegated = select(TakeDelegation.id).where(
        TakeDelegation.request_id == Gig.request_id,
        TakeDelegation.reviewer_id == actor.id,
        TakeDelegation.ended_at.is_(None),
    )
    wanted = (
        select(Take.id, Gig.title, Take.number, of.wanted_until)
        .join(Take, Take.id == of.take_id)
        .join(Gig, Gig.id == Take.gig_id)
        .where(*still_wanted(of.take_id), delegated.exists())
        .where(of.take_id.not_in(mine), of.take_id.not_in(plays))
        .order_by(of.wanted_until, of.take_id)
        .limit(limit + 1)
    )
    if after is not None:
        at, last = after
        later = (of.wanted_until > at) | ((of.wanted_until == at) & (of.take_id > last))
        wanted = wanted.where(later)
    return _page([Wanted(*row) for row in session.execute(wanted)], limit)


def _page(rows: Sequence[Wanted], limit: int) -> Page[Wanted]:
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], write(last.wanted_until, last.take_id) if last else None)
