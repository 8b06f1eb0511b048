"""A correction below zero takes nothing by itself: it proposes a reduction of what it corrects, all
of it, also where it is more than is left of that earning: what is missing there is owed, and is
taken from what they earn later."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.ids import new_id
from foundation.statements import insert_unless_there
from marketplace.facts.models import Fact
from payouts.earnings import news
from payouts.earnings.models import Earning
from payouts.earnings.reducing import ANSWER_DAYS
from payouts.earnings.reduction_models import Reduction, ReductionReason, ReductionState

_AT_ONCE = 200


def propose_corrected(session: Session) -> int:
    """A step: how many were proposed. Each fact once, by its unique key."""
    proposed = 0
    for fact, earning in session.execute(_waiting()).all():
        if reduction := _propose(session, fact, earning):
            news.tell_reduction(session, reduction, "reduction_proposed")
            audit.record(session, SYSTEM, "reduction.proposed", reduction.id, fact=str(fact.id))
            proposed += 1
    return proposed


def unmatched(session: Session) -> Sequence[Fact]:
    """Below zero, and of nothing that was collected: for finance."""
    seen = select(Reduction.fact_id).where(Reduction.fact_id == Fact.id).exists()
    wanted = select(Fact).where(Fact.amount_minor < 0, ~seen)
    return session.scalars(wanted.order_by(Fact.published_at, Fact.id).limit(_AT_ONCE)).all()


def _waiting() -> Any:
    seen = select(Reduction.fact_id).where(Reduction.fact_id == Fact.id).exists()
    return (
        select(Fact, Earning)
        .join(Earning, Earning.fact_id == Fact.cause_id)
        .where(Fact.amount_minor < 0, ~seen)
        .order_by(Fact.published_at, Fact.id)
        .limit(_AT_ONCE)
    )


def _propose(session: Session, fact: Fact, earning: Earning) -> Reduction | None:
    id_ = new_id()
    new = insert_unless_there(
        session,
        Reduction,
        id=id_,
        earning_id=earning.id,
        fact_id=fact.id,
        performer_id=earning.performer_id,
        amount_minor=-fact.amount_minor,
        currency=earning.currency,
        reason=ReductionReason.ARITHMETIC,
        evidence=fact.label,
        proposed_by=fact.decided_by,
        proposed_as="correction",
        answer_by=now() + timedelta(days=ANSWER_DAYS),
        proposed_at=now(),
        state=ReductionState.PROPOSED,
        appeal="",
        decision="",
        later_minor=0,
        version=1,
    )
    return session.get_one(Reduction, id_) if new else None
