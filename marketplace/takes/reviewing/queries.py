"""What waits to be judged and by whom, what was said, and who judges for a client."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.cursors import Page, write
from marketplace.accounts.holding import is_held
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import Role
from marketplace.gigs.models import Gig
from marketplace.takes.delegated import is_delegated
from marketplace.takes.models import Take, TakeDelegation, TakeState
from marketplace.takes.reviewing import policy, sampling
from marketplace.takes.reviewing.models import (
    BeatScore,
    TakeClaim,
    TakeNote,
    TakeReview,
)

PAGE = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    take_id: UUID
    title: str
    number: int
    judge_by: datetime | None
    client_id: UUID
    claimed_by: UUID | None


@dataclass(frozen=True, slots=True)
class Said:
    review: TakeReview
    beats: Sequence[BeatScore]
    note: str


def queue(
    session: Session,
    actor: Actor,
    *,
    after: tuple[datetime, UUID] | None = None,
    limit: int = PAGE,
) -> list[Waiting]:
    """What is due first, first."""
    claimed = (TakeClaim.take_id == Take.id) & (TakeClaim.until > now())
    wanted = (
        select(
            Take.id, Gig.title, Take.number, Take.judge_by, Take.client_id, TakeClaim.reviewer_id
        )
        .join(Gig, Gig.id == Take.gig_id)
        .outerjoin(TakeClaim, claimed)
        .where(Take.state == TakeState.TO_JUDGE, _for(actor))
        .order_by(Take.judge_by, Take.id)
        .limit(limit)
    )
    if after is not None:
        at, last = after
        wanted = wanted.where((Take.judge_by > at) | ((Take.judge_by == at) & (Take.id > last)))
    return [Waiting(*row) for row in session.execute(wanted)]


def queue_page(
    session: Session, actor: Actor, *, after: tuple[datetime, UUID] | None, limit: int
) -> Page[Waiting]:
    found = queue(session, actor, after=after, limit=limit + 1)
    rows = found[:limit]
    last = rows[-1] if len(found) > limit else None
    return Page(rows, write(last.judge_by, last.take_id) if last and last.judge_by else None)


def delegations(session: Session, request_id: UUID) -> Sequence[TakeDelegation]:
    of = TakeDelegation
    wanted = select(of).where(of.request_id == request_id, of.ended_at.is_(None))
    return session.scalars(wanted.order_by(of.given_at, of.id)).all()


def delegates(session: Session, request_id: UUID) -> set[UUID]:
    return {each.reviewer_id for each in delegations(session, request_id)}


def reviewers(session: Session) -> dict[UUID, str]:
    """Ours, by name."""
    wanted = (
        select(Account.id, Account.name)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == Role.REVIEWER, is_held())
        .order_by(Account.name, Account.id)
    )
    return {row.id: row.name for row in session.execute(wanted)}


def said_of(session: Session, take_id: UUID) -> list[Said]:
    """What decided or was to decide; blind second opinions are for statistics alone."""
    wanted = (
        select(TakeReview, TakeNote.text)
        .outerjoin(TakeNote, TakeNote.about_id == TakeReview.id)
        .where(TakeReview.take_id == take_id, TakeReview.blind.is_(False))
        .order_by(TakeReview.at, TakeReview.id)
    )
    return [
        Said(review, _beats(session, review.id), text or "")
        for review, text in session.execute(wanted)
    ]


def had_a_part(session: Session, take_id: UUID, person_id: UUID) -> bool:
    """In judging it, also where that decided nothing."""
    wanted = select(TakeReview.id).where(
        TakeReview.take_id == take_id, TakeReview.reviewer_id == person_id
    )
    return session.scalars(wanted.limit(1)).first() is not None


def is_kept_blind(session: Session, take: Take, actor: Actor) -> bool:
    """Whether this reviewer may yet be asked for a second opinion of a take that is judged."""
    if actor.role != Role.REVIEWER or take.state is TakeState.TO_JUDGE:
        return False
    wanted = sampling.wanted_of(session, take)
    return wanted is not None and not had_a_part(session, take.id, actor.id)


def claim_of(session: Session, take_id: UUID) -> TakeClaim | None:
    found = session.get(TakeClaim, take_id, populate_existing=True)
    return found if found is not None and found.until > now() else None


def _beats(session: Session, review_id: UUID) -> Sequence[BeatScore]:
    wanted = select(BeatScore).where(BeatScore.review_id == review_id)
    return session.scalars(wanted.order_by(BeatScore.beat)).all()


def _for(actor: Actor) -> ColumnElement[bool]:
    if actor.role != Role.REVIEWER:
        return Take.client_id == actor.on_behalf_of
    delegated = select(TakeDelegation.id).where(
        TakeDelegation.request_id == Gig.request_id,
        TakeDelegation.reviewer_id == actor.id,
        TakeDelegation.ended_at.is_(None),
    )
    return delegated.exists()


def may_judge(session: Session, take: Take, actor: Actor, performers: Sequence[UUID]) -> bool:
    delegated = is_delegated(session, take, actor.id)
    return policy.may_judge(actor, take, delegated=delegated, performers=performers)
