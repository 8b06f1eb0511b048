"""What is kept of somebody's priced work, for their own copy of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.facts.models import Fact


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    wanted = select(Fact).where(Fact.performer_id == person_id)
    facts = session.scalars(wanted.order_by(Fact.published_at, Fact.id))
    return {"work": [_exported(each) for each in facts]}


def _exported(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "what": fact.label,
        "worked_on": fact.worked_on.isoformat(),
        "quantity": fact.quantity,
        "unit": fact.unit,
        "rate_minor": fact.rate_minor,
        "amount_minor": fact.amount_minor,
        "currency": fact.currency,
        "rule": fact.rule,
        "pay_by": fact.pay_by.isoformat(),
    }
