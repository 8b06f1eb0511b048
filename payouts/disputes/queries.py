"""Disputes with the payments that they are about, and what speaks for us."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import cursors
from foundation.actors import Actor
from foundation.cursors import Page
from foundation.statements import among
from payouts.disputes import policy
from payouts.disputes.errors import DisputeNotFound
from payouts.disputes.models import AnswerFile, AnswerState, DisputeAnswer
from payouts.earnings.models import Earning
from payouts.funding.dispute_models import TO_ANSWER, ClientDispute
from payouts.funding.models import Funding

PAGE = 50


@dataclass(frozen=True, slots=True)
class Disputed:
    dispute: ClientDispute
    funding: Funding
    answer: DisputeAnswer | None

    @property
    def waits_for_us(self) -> bool:
        return self.dispute.to_answer and (self.answer is None or self.answer.can_change)


@dataclass(frozen=True, slots=True)
class WorkDone:
    """For the order that was paid, as far as it was approved."""

    pieces: int
    first: date | None
    last: date | None


def visible(session: Session, dispute_id: UUID, actor: Actor) -> Disputed:
    if not policy.may_answer(actor):
        raise DisputeNotFound
    found = session.get(ClientDispute, dispute_id)
    if found is None:
        raise DisputeNotFound
    return _with(session, [found])[0]


def waiting(session: Session) -> Sequence[Disputed]:
    """For us to answer, what is due first first."""
    of = ClientDispute
    wanted = select(of).where(of.status.in_(TO_ANSWER), of.is_over.is_(False))
    wanted = wanted.order_by(of.answer_by.is_(None), of.answer_by, of.opened_at, of.id)
    found = _with(session, session.scalars(wanted).all())
    return [each for each in found if each.waits_for_us]


def listed(session: Session, *, after: str | None, limit: int = PAGE) -> Page[Disputed]:
    """All, the newest first."""
    of = ClientDispute
    page: Page[Any] = cursors.page_of(
        session, select(of.opened_at, of.id), of.opened_at, of.id, after=after, limit=limit
    )
    ids = [row.id for row in page.items]
    wanted = select(of).where(among(session, of.id, ids))
    rows = session.scalars(wanted.order_by(of.opened_at.desc(), of.id.desc())).all()
    return Page(_with(session, rows), page.next)


def due_before(session: Session, at: datetime) -> Sequence[Disputed]:
    """Nobody was reminded of them yet."""
    return [
        each
        for each in waiting(session)
        if each.dispute.reminded_at is None
        and each.dispute.answer_by is not None
        and each.dispute.answer_by <= at
    ]


def unknown(session: Session) -> Sequence[UUID]:
    """Sent, and nobody knows whether Stripe has it."""
    of = DisputeAnswer
    wanted = select(of.dispute_id).where(of.state == AnswerState.ASKED)
    return session.scalars(wanted.order_by(of.written_at, of.dispute_id)).all()


def work_done(session: Session, order_id: UUID | None) -> WorkDone:
    of = Earning
    wanted = select(func.count(), func.min(of.worked_on), func.max(of.worked_on))
    count, first, last = session.execute(wanted.where(of.order_id == order_id)).one()
    return WorkDone(count, first, last)


def _with(session: Session, disputes: Sequence[ClientDispute]) -> list[Disputed]:
    paid = select(Funding).where(among(session, Funding.id, [each.funding_id for each in disputes]))
    answered = select(DisputeAnswer).where(
        among(session, DisputeAnswer.dispute_id, [each.id for each in disputes])
    )
    fundings = {each.id: each for each in session.scalars(paid)}
    answers = {each.dispute_id: each for each in session.scalars(answered)}
    return [Disputed(each, fundings[each.funding_id], answers.get(each.id)) for each in disputes]


def files_of(session: Session, dispute_id: UUID) -> Sequence[AnswerFile]:
    wanted = select(AnswerFile).where(AnswerFile.dispute_id == dispute_id)
    return session.scalars(wanted.order_by(AnswerFile.shows)).all()
