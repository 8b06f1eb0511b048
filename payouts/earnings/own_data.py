"""What is kept of somebody's earnings, for their own copy of it; and what closing an account takes.

An account with money owed may be closed: what is owed stays owed and is paid where it was to be
paid. Rows of money hold ids, and stay; what was written about somebody goes once it is over.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from payouts.earnings.hold_models import HoldDecision, PayHold
from payouts.earnings.models import Earning
from payouts.earnings.reduction_models import Reduction, ReductionState

_OVER = (ReductionState.APPLIED, ReductionState.OVERTURNED, ReductionState.TAKEN_BACK)


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    of = Earning
    earnings = session.scalars(
        select(of).where(of.performer_id == person_id).order_by(of.earned_at, of.id)
    )
    holds = session.execute(
        select(PayHold, HoldDecision)
        .join(of, of.id == PayHold.earning_id)
        .join(HoldDecision, HoldDecision.hold_id == PayHold.id)
        .where(of.performer_id == person_id)
        .order_by(PayHold.placed_at, PayHold.id, HoldDecision.n)
    )
    reductions = session.scalars(
        select(Reduction)
        .where(Reduction.performer_id == person_id)
        .order_by(Reduction.proposed_at, Reduction.id)
    )
    return {
        "earnings": [_earning(each) for each in earnings],
        "pay_holds": [_hold(hold, decision) for hold, decision in holds],
        "pay_reductions": [_reduction(each) for each in reductions],
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: words only, and only of what is over."""
    of_theirs = (
        select(PayHold.id)
        .join(Earning, Earning.id == PayHold.earning_id)
        .where(Earning.performer_id == person_id, PayHold.ended_at.is_not(None))
    )
    session.execute(
        update(HoldDecision)
        .where(HoldDecision.hold_id.in_(of_theirs))
        .values(text="")
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(Reduction)
        .where(Reduction.performer_id == person_id, Reduction.state.in_(_OVER))
        .values(evidence="", appeal="", decision="")
        .execution_options(synchronize_session=False)
    )


def _earning(each: Earning) -> dict[str, Any]:
    return {
        "fact": str(each.fact_id),
        "amount_minor": each.amount_minor,
        "taken_minor": each.taken_minor,
        "currency": each.currency,
        "worked_on": each.worked_on.isoformat(),
        "pay_by": each.pay_by.isoformat(),
        "state": each.state.value,
    }


def _hold(hold: PayHold, decision: HoldDecision) -> dict[str, Any]:
    return {
        "earning": str(hold.earning_id),
        "reason": hold.reason.value,
        "until": decision.until_on.isoformat(),
        "why": decision.text,
        "ended": hold.ended_at.isoformat() if hold.ended_at else None,
    }


def _reduction(each: Reduction) -> dict[str, Any]:
    return {
        "earning": str(each.earning_id),
        "amount_minor": each.amount_minor,
        "currency": each.currency,
        "reason": each.reason.value,
        "evidence": each.evidence,
        "appeal": each.appeal,
        "state": each.state.value,
    }
