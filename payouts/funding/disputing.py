"""Keeping what Stripe says of a dispute: its state and its time, beside what it moved."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from payouts.funding import news
from payouts.funding.dispute_models import ClientDispute
from payouts.funding.models import Funding
from payouts.stripe_gateway.disputes import Dispute


def keep(session: Session, funding: Funding, disputes: Iterable[Dispute]) -> None:
    """A step, under the funding's lock. Somebody is told of a new one while it can be answered."""
    for each in disputes:
        of = ClientDispute
        row = session.scalars(select(of).where(of.stripe_id == each.id)).one_or_none()
        if row is None:
            row = _opened(funding, each)
            session.add(row)
            session.flush()
            news.announce_dispute(session, funding, row, "opened")
            if row.to_answer:
                news.tell_disputed(session, funding, row)
        elif _said(row) != (each.status, each.reason, each.answer_by, each.over):
            row.status, row.reason, row.answer_by = each.status, each.reason, each.answer_by
            row.is_over, row.read_at = each.over, now()
            news.announce_dispute(session, funding, row, "changed")


def _opened(funding: Funding, dispute: Dispute) -> ClientDispute:
    return ClientDispute(
        funding_id=funding.id,
        stripe_id=dispute.id,
        status=dispute.status,
        reason=dispute.reason,
        amount_minor=dispute.amount.amount_minor,
        currency=dispute.amount.currency,
        answer_by=dispute.answer_by,
        opened_at=dispute.created_at,
        is_over=dispute.over,
    )


def _said(row: ClientDispute) -> tuple[object, ...]:
    return row.status, row.reason, row.answer_by, row.is_over
