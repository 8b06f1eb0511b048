"""What happens by itself: sending what is approved, and looking what became of it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import or_, select

from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from payouts.pay_runs.models import Payout, PayoutState
from payouts.stripe_gateway.making import stripe
from payouts.stripe_gateway.one_by_one import one_by_one
from payouts.transfers import looking, sending
from payouts.transfers.models import OPEN, Attempt, AttemptState, OutOfSight, Step

_MAY_COME_BACK = timedelta(days=14)
"""Banks give back within five working days; holidays make them late."""


def send(lease: Lease) -> str:
    return f"{sending.send_all(stripe(), lease.confirm)} answered"


def has_work() -> bool:
    session, of = db.session(), Attempt
    due = select(of.id).where(of.state.in_(OPEN), of.wait_until <= now())
    approved = select(Payout.id).where(Payout.state == PayoutState.APPROVED)
    return any(session.scalar(each.limit(1)) is not None for each in (approved, due))


def look(lease: Lease) -> str:
    """For what no message of Stripe's told us: everything that is not over is read again."""
    changed = 0

    def one(place: _Place) -> None:
        nonlocal changed
        payout_id, stripe_id, account = place
        step = looking.look(payout_id, stripe_id, account)
        with transaction() as session:
            lease.confirm(session)
            changed += step(session)

    return f"{one_by_one(lease, _not_over(), one)}; {changed} changed"


_Place = tuple[UUID, str, str]
"""A payout, and where Stripe has it."""


def _not_over() -> list[_Place]:
    of = Attempt
    out_of_sight = select(OutOfSight.payout_id).where(OutOfSight.payout_id == of.payout_id)
    wanted = (
        select(of.payout_id, of.stripe_id, of.account)
        .join(Payout, Payout.id == of.payout_id)
        .where(of.step == Step.BANK, of.state == AttemptState.DONE, ~out_of_sight.exists())
        .where(
            or_(
                Payout.state == PayoutState.SENT,
                (Payout.state == PayoutState.PAID) & (Payout.changed_at > now() - _MAY_COME_BACK),
            )
        )
    )
    return [(row.payout_id, row.stripe_id, row.account) for row in db.session().execute(wanted)]


JOBS = (
    Job("transfers.send", send, timedelta(seconds=10), thread="transfers", has_work=has_work),
    Job("transfers.look", look, timedelta(hours=6), thread="transfers"),
)
