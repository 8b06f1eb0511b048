"""When what is approved now will be paid, and when a bank should have what is sent."""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.workdays import after_working_days
from marketplace.facts.next_pay import NextPay
from payouts.pay_runs import periods, rules
from payouts.pay_runs.models import Payout, PayoutState, PayRun
from payouts.pay_runs.periods import WEEKDAYS

_BANK_DAYS = 2
"""Working days that a bank takes, as a rule."""
_EXPECTED = (PayoutState.APPROVED, PayoutState.SENDING, PayoutState.SENT)


def upcoming(session: Session) -> NextPay:
    """For `next_pay.next_pay_in`, too."""
    cut_off, terms = periods.next_cut_off(rules.history(session), now())
    return NextPay(
        cut_off,
        terms.zone,
        WEEKDAYS[terms.weekday],
        terms.cut_off.isoformat("minutes"),
        terms.pay_day(cut_off),
        WEEKDAYS[terms.pay_weekday],
    )


def expected_on(payout: Payout, run: PayRun) -> date | None:
    """When the bank should have it; None before its approval and once it is over."""
    if payout.state not in _EXPECTED:
        return None
    sent_on = run.pay_on
    if payout.state is PayoutState.SENT:
        sent_on = max(sent_on, payout.changed_at.date())
    return at_bank_by(sent_on)


def at_bank_by(sent_on: date) -> date:
    """About when the bank should have what is sent on this day."""
    return after_working_days(datetime.combine(sent_on, time(12), UTC), _BANK_DAYS).date()
