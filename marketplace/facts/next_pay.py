"""When what is approved now is paid. Whoever pays answers; `wsgi.py` fills it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class NextPay:
    """`weekday`, `time` and `zone` say the cut-off where it was decided; pages show the instant in
    the reader's own zone."""

    cut_off_at: datetime
    zone: str
    weekday: str
    time: str
    pay_on: date
    """The day on which it is sent."""
    pay_weekday: str


next_pay_in: tuple[Callable[[Session], NextPay], ...] = ()


def next_pay(session: Session) -> NextPay | None:
    """None where nobody pays."""
    return next((each(session) for each in next_pay_in), None)
