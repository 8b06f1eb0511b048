"""An earning was too much: told first, with time to answer; an appeal is decided by another."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.formats import money
from foundation.money import Money
from payouts.earnings import news, policy
from payouts.earnings.applying import apply
from payouts.earnings.errors import (
    MoreThanEarned,
    NotOnYourOwnPay,
    ReductionIsOver,
    ReductionNotFound,
    SomebodyElseDecides,
    TooLateToAppeal,
)
from payouts.earnings.models import Earning
from payouts.earnings.moving import locked
from payouts.earnings.reduction_models import Reduction, ReductionReason, ReductionState

ANSWER_DAYS = 14
_STANDS = (ReductionState.PROPOSED, ReductionState.APPEALED, ReductionState.APPLIED)


def propose_reduction(
    earning_id: UUID, amount_minor: int, reason: ReductionReason, evidence: str, *, actor: Actor
) -> UUID:
    """Nothing is taken yet, and nothing waits because of it."""
    actor.require_power(Power.KEEP_PAY)
    with transaction() as session:
        earning = locked(session, earning_id)
        if not policy.stands_apart(actor, earning):
            raise NotOnYourOwnPay
        most = reducible(session, earning)
        if not 0 < amount_minor <= most.amount_minor:
            raise MoreThanEarned(money(most.amount_minor, most.currency))
        reduction = Reduction(
            earning_id=earning.id,
            fact_id=None,
            performer_id=earning.performer_id,
            amount_minor=amount_minor,
            currency=earning.currency,
            reason=reason,
            evidence=evidence,
            proposed_by=actor.id,
            proposed_as=actor.role,
            answer_by=now() + timedelta(days=ANSWER_DAYS),
        )
        session.add(reduction)
        session.flush()
        audit.record(session, actor, "reduction.proposed", reduction.id, amount_minor=amount_minor)
        news.tell_reduction(session, reduction, "reduction_proposed")
        return reduction.id


def appeal_reduction(reduction_id: UUID, text: str, *, actor: Actor) -> None:
    with transaction() as session:
        reduction, earning = _locked(session, reduction_id)
        if not policy.may_see_own(actor, earning):
            raise ReductionNotFound
        if reduction.state is not ReductionState.PROPOSED:
            raise ReductionIsOver
        if now() >= reduction.answer_by:
            raise TooLateToAppeal
        reduction.state, reduction.appeal = ReductionState.APPEALED, text
        reduction.appealed_at = now()
        audit.record(session, actor, "reduction.appealed", reduction.id)
        news.tell_appealed(session, reduction)


def decide_reduction(reduction_id: UUID, upheld: bool, text: str, *, actor: Actor) -> None:
    """About the appeal, by somebody who had no part in it."""
    actor.require_power(Power.KEEP_PAY)
    with transaction() as session:
        reduction, earning = _locked(session, reduction_id)
        if reduction.state is not ReductionState.APPEALED:
            raise ReductionIsOver
        if not policy.decides_appeal(actor, reduction):
            raise SomebodyElseDecides
        reduction.decided_by, reduction.decision = actor.id, text
        audit.record(session, actor, "reduction.decided", reduction.id, upheld=upheld)
        if upheld:
            apply(session, reduction, earning)
        else:
            reduction.state, reduction.ended_at = ReductionState.OVERTURNED, now()
        what = "reduction_applied" if upheld else "reduction_overturned"
        news.tell_reduction(session, reduction, what)


def take_back_reduction(reduction_id: UUID, *, actor: Actor) -> None:
    """It was not right to propose it: by anybody who may, as long as nothing was taken."""
    actor.require_power(Power.KEEP_PAY)
    with transaction() as session:
        reduction, earning = _locked(session, reduction_id)
        if not policy.stands_apart(actor, earning):
            raise NotOnYourOwnPay
        if reduction.state not in (ReductionState.PROPOSED, ReductionState.APPEALED):
            raise ReductionIsOver
        reduction.state, reduction.ended_at = ReductionState.TAKEN_BACK, now()
        audit.record(session, actor, "reduction.taken_back", reduction.id)
        news.tell_reduction(session, reduction, "reduction_overturned")


def apply_unanswered(session: Session, reduction_id: UUID) -> bool:
    """A step: the time to answer is over and nobody appealed."""
    reduction, earning = _locked(session, reduction_id)
    if reduction.state is not ReductionState.PROPOSED or now() < reduction.answer_by:
        return False
    apply(session, reduction, earning)
    audit.record(session, SYSTEM, "reduction.applied", reduction.id)
    news.tell_reduction(session, reduction, "reduction_applied")
    return True


def reducible(session: Session, earning: Earning) -> Money:
    """What no other reduction is about. Corrections may be about more than there was."""
    of = Reduction
    sums = select(func.coalesce(func.sum(of.amount_minor), 0)).where(
        of.earning_id == earning.id, of.state.in_(_STANDS)
    )
    left = earning.amount_minor - int(session.scalar(sums) or 0)
    return Money(max(0, left), earning.currency)


def _locked(session: Session, reduction_id: UUID) -> tuple[Reduction, Earning]:
    found = session.scalars(
        select(Reduction)
        .where(Reduction.id == reduction_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise ReductionNotFound
    return found, session.get_one(Earning, found.earning_id)
