"""Publishing a fact, in the transaction of the decision that is its cause."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.facts.models import Fact, FactKind

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
