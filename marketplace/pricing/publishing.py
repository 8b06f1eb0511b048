"""Publishing what somebody earned, in the transaction of the decision that it follows from."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.money import Money
from marketplace.facts.models import Fact, FactKind
from marketplace.facts.steps import pay_by, publish
from marketplace.pricing.engaged import Engaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """One cause, and which term prices it."""

    kind: FactKind
    cause_id: UUID
    amount: Money
    quantity: int
    unit: str
    rate_minor: int
    rule: str
    label: str
    recording_id: UUID | None = None


def publish_earned(
    session: Session, of: Engaged, earned: Earned, *, worked_on: date, zone: str, actor: Actor
) -> Fact | None:
    """Once for each kind and cause; what is worth nothing is no fact. Complete on the day of the
    decision, as it is where the work was."""
    if not earned.amount.amount_minor:
        return None
    completed_on = local_day(now(), zone)
    return publish(session, _fact(of, earned, worked_on, completed_on, actor))


def local_day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _fact(of: Engaged, earned: Earned, worked_on: date, completed_on: date, actor: Actor) -> Fact:
    engagement = of.engagement
    return Fact(
        kind=earned.kind.value,
        cause_id=earned.cause_id,
        performer_id=engagement.performer_id,
        client_id=engagement.client_id,
        order_id=engagement.request_id,
        engagement_id=engagement.id,
        recording_id=earned.recording_id,
        quantity=earned.quantity,
        unit=earned.unit,
        rate_minor=earned.rate_minor,
        amount_minor=earned.amount.amount_minor,
        currency=earned.amount.currency,
        rule=earned.rule,
        decided_by=actor.id,
        worked_on=worked_on,
        completed_on=completed_on,
        pay_by=pay_by(completed_on, of.pay.paid_within_days),
        label=earned.label,
    )
