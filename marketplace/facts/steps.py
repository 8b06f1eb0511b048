"""Publishing a fact, in the transaction of the decision that is its cause; and writing down what
became of its money."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.ids import new_id
from foundation.statements import among
from marketplace.facts.models import Fact, FactKind, FactOutcome, FactSettlement

LATEST_DAYS = 30
"""After completion, whatever was agreed: the law's hard stop."""


def pay_by(completed_on: date, agreed_days: int) -> date:
    return completed_on + timedelta(days=min(agreed_days, LATEST_DAYS))


def publish(session: Session, fact: Fact) -> Fact:
    """Of one kind and cause only the first counts; it is what comes back."""
    found = published(session, FactKind(fact.kind), fact.cause_id)
    if found is not None:
        return found
    session.add(fact)
    session.flush()
    return fact


def published(session: Session, kind: FactKind, cause_id: UUID) -> Fact | None:
    wanted = select(Fact).where(Fact.kind == kind.value, Fact.cause_id == cause_id)
    return session.scalars(wanted).one_or_none()


def record_settlement(
    session: Session, fact_ids: Collection[UUID], outcome: FactOutcome, at: datetime
) -> None:
    """The door for whoever pays: once for each time that it came about. The newest counts, so the
    caller holds the row that decides between two at once."""
    of, recorded_at = FactSettlement, now()
    known = (
        select(of.fact_id, func.max(of.n))
        .where(among(session, of.fact_id, list(fact_ids)))
        .group_by(of.fact_id)
    )
    last = {fact_id: n for fact_id, n in session.execute(known)}
    rows = [
        {
            "id": new_id(),
            "fact_id": fact_id,
            "n": last.get(fact_id, 0) + 1,
            "outcome": outcome.value,
            "at": at,
            "recorded_at": recorded_at,
        }
        for fact_id in fact_ids
    ]
    if rows:
        session.execute(insert(of), rows)
