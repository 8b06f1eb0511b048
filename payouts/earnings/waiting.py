"""What waits for somebody about pay: a reduction to answer; for ours, appeals and ends of holds."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.formats import money
from foundation.hooks import Waiting
from payouts.earnings import finance, policy
from payouts.earnings.reduction_models import Reduction, ReductionState

_MOST = 20
_SOON = timedelta(days=3)


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if policy.may_earn(actor):
        yield from _to_answer(session, actor)
    if Power.KEEP_PAY in actor.powers:
        yield from _to_decide(session, actor)


def _to_answer(session: Session, actor: Actor) -> Iterator[Waiting]:
    of = Reduction
    wanted = (
        select(of)
        .where(of.performer_id == actor.id, of.state == ReductionState.PROPOSED)
        .where(of.answer_by > now())
        .order_by(of.answer_by, of.id)
        .limit(_MOST)
    )
    for each in session.scalars(wanted):
        said = money(each.amount_minor, each.currency)
        yield Waiting(
            f"Answer a reduction of {said}", f"/earnings/{each.earning_id}", each.answer_by
        )


def _to_decide(session: Session, actor: Actor) -> Iterator[Waiting]:
    for each in finance.open_reductions(session):
        if each.state is ReductionState.APPEALED and policy.decides_appeal(actor, each):
            yield Waiting(
                f"Decide an appeal about {money(each.amount_minor, each.currency)}",
                f"/finance/earnings/{each.earning_id}",
            )
    soon = (now() + _SOON).date()
    for hold, earning, label in finance.live_holds(session):
        if hold.until_on <= soon and policy.stands_apart(actor, earning):
            yield Waiting(
                f"A hold runs out: {label}",
                f"/finance/earnings/{earning.id}",
                finance.end_of(hold),
            )
