"""What happens by itself: planning what is over, what would be late, and telling who is paid."""

from datetime import timedelta

from sqlalchemy import select

from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from payouts.pay_runs import counting_again, lateness, news, opening, voiding
from payouts.pay_runs.models import Payout, PayoutState, PayRun

_AT_ONCE = 200
_GOES_ON = (PayoutState.APPROVED, PayoutState.SENDING, PayoutState.SENT, PayoutState.PAID)


def plan(lease: Lease) -> str:
    lease.refuse_lost()
    found = (opening.plan_due(), opening.plan_late())
    return f"{sum(each is not None for each in found)} planned"


def count_again(lease: Lease) -> str:
    return f"{counting_again.count_all_again(lease.confirm)} changed"


def void(lease: Lease) -> str:
    lease.refuse_lost()
    return f"{voiding.void_rejected()} void"


def tell(lease: Lease) -> str:
    """Each performer once for each payout, however it went on since."""
    told = 0
    while True:
        with transaction() as session:
            lease.confirm(session)
            wanted = (
                select(Payout, PayRun)
                .join(PayRun, PayRun.id == Payout.run_id)
                .where(Payout.told_at.is_(None), Payout.state.in_(_GOES_ON))
                .order_by(Payout.planned_at, Payout.id)
                .limit(_AT_ONCE)
            )
            found = session.execute(wanted).all()
            for payout, run in found:
                news.tell_performer(session, payout, run)
                payout.told_at = now()
            told += len(found)
        if len(found) < _AT_ONCE:
            return f"{told} told"


def watch(lease: Lease) -> str:
    lease.refuse_lost()
    return f"{lateness.alert()} alerted"


JOBS = (
    Job("pay_runs.plan", plan, timedelta(minutes=5)),
    Job("pay_runs.count_again", count_again, timedelta(minutes=15)),
    Job("pay_runs.void", void, timedelta(minutes=1)),
    Job("pay_runs.tell", tell, timedelta(minutes=1)),
    Job("pay_runs.pay_by", watch, timedelta(hours=1)),
)
