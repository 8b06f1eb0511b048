"""Made-up earnings in the states that pages know, of what the demo's people have worked."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.facts.models import Fact
from payouts.earnings.collecting import collect
from payouts.earnings.hold_models import HoldReason, PayHold
from payouts.earnings.holding import Why, object_to_hold, place_hold
from payouts.earnings.models import Earning, EarningState
from payouts.earnings.reducing import propose_reduction
from payouts.earnings.reduction_models import ReductionReason

_WAITS = "Two logs of this booking differ by ten minutes. We count both again."
_OBJECTS = "The second log is mine, and it is the right one."
_TOO_MUCH = "The retake was priced twice: once by itself and once with its take."


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`, after whatever publishes facts. What an earlier start made stays."""
    while _collect():
        pass
    found = _payable(db.session())
    db.session.rollback()
    if len(found) > 3:
        first, second, third = found[:3]
        finance = Actor(character("fay").id, Role.FINANCE, None, POWERS[Role.FINANCE])
        why = Why((now() + timedelta(days=6)).date(), _WAITS)
        place_hold(first.id, HoldReason.POSSIBLE_ERROR, why, actor=finance)
        hold = place_hold(second.id, HoldReason.POSSIBLE_ERROR, why, actor=finance)
        object_to_hold(hold, _OBJECTS, actor=Actor(second.performer_id, Role.PERFORMER))
        minor = max(1, third.amount_minor // 4)
        reason = ReductionReason.ARITHMETIC
        propose_reduction(third.id, minor, reason, _TOO_MUCH, actor=finance)
    return ()


def _collect() -> int:
    with transaction() as session:
        return collect(session).many


def _payable(session: Session) -> Sequence[Earning]:
    """In an order that is the same on every machine; none where somebody holds something."""
    if session.scalar(select(PayHold.id).limit(1)) is not None:
        return ()
    wanted = (
        select(Earning)
        .join(Fact, Fact.id == Earning.fact_id)
        .where(Earning.state == EarningState.PAYABLE)
        .order_by(Earning.worked_on, Earning.amount_minor, Fact.label, Earning.performer_id)
    )
    return session.scalars(wanted.limit(4)).all()
