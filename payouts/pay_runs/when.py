"""When what is approved now will be paid, in one sentence's worth of facts."""

from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.facts.next_pay import NextPay
from payouts.pay_runs import periods, rules
from payouts.pay_runs.periods import WEEKDAYS


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
