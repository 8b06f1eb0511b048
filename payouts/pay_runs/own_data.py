"""What is kept of somebody's payouts, for their own copy of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.formats import with_money
from payouts.pay_runs import queries
from payouts.pay_runs.models import Payout, PayoutState


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`. A plan that nobody approved is no payout yet."""
    of = Payout
    wanted = select(of).where(of.performer_id == person_id, of.state != PayoutState.PLANNED)
    found = session.scalars(wanted.order_by(of.planned_at, of.id)).all()
    traced = queries.traced(session, [each.id for each in found])
    return {
        "payouts": [
            {
                "state": each.state.value,
                "amount_minor": each.amount_minor,
                "withheld_minor": each.withheld_minor,
                "withheld_because": with_money(each.withheld_because),
                "currency": each.currency,
                "planned_at": each.planned_at.isoformat(),
                "changed_at": each.changed_at.isoformat(),
                "because": each.because,
                "lines": [
                    {
                        "what": line.fact.label,
                        "worked_on": line.fact.worked_on.isoformat(),
                        "amount_minor": line.amount_minor,
                    }
                    for line in traced[each.id]
                ],
            }
            for each in found
        ]
    }
