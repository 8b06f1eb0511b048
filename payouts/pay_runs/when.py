"""When what is approved now will be paid, in one sentence's worth of facts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from foundation.clock import now
from payouts.pay_runs import periods, rules
from payouts.pay_runs.periods import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Upcoming:
    cut_off_at: datetime
    """Pages show it in the reader's own zone."""
    zone: str
    weekday: str
    time: str
    """Local, there."""
    pay_on: date


def upcoming(session: Session) -> Upcoming:
    cut_off, terms = periods.next_cut_off(rules.history(session), now())
    return Upcoming(
        cut_off,
        terms.zone,
        WEEKDAYS[terms.weekday],
        terms.cut_off.isoformat("minutes"),
        terms.pay_day(cut_off),
    )
