"""Asking about many things by one job: what is wrong with one is no reason that others wait."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import structlog

from foundation.database import db
from foundation.errors import Unavailable
from foundation.jobs import Lease, LeaseLost
from payouts.stripe_gateway.errors import UnreadableAnswer

_log = structlog.get_logger()
GIVES_UP_AFTER = 3
"""Without an answer so often in a row, Stripe will not answer about the rest either. Not after
one: there are things about which it never does."""
Each = TypeVar("Each")


@dataclass(slots=True)
class Went:
    done: int = 0
    failed: int = 0
    """Something is wrong with these; the log says what."""
    waiting: int = 0
    why: str = ""

    def __str__(self) -> str:
        said = f"{self.done} read"
        said += f", {self.failed} failed" if self.failed else ""
        return said + (f", {self.waiting} wait: {self.why}" if self.waiting else "")


def one_by_one(lease: Lease, wanted: Sequence[Each], do: Callable[[Each], object]) -> Went:
    went, in_a_row = Went(), 0
    for number, each in enumerate(wanted, start=1):
        lease.refuse_lost()
        try:
            do(each)
            went.done += 1
            in_a_row = 0
        except LeaseLost:
            raise
        except Exception as why:
            db.session.rollback()
            if does_not_answer(why):
                went.why, went.waiting, in_a_row = str(why), went.waiting + 1, in_a_row + 1
            else:
                _log.exception("asking Stripe about one of many failed", one=str(each))
                went.failed, in_a_row = went.failed + 1, 0
            if in_a_row == GIVES_UP_AFTER:
                went.waiting += len(wanted) - number
                break
    return went


def does_not_answer(why: Exception) -> bool:
    """Whoever it is about. An answer that nobody can read is about one thing."""
    return isinstance(why, Unavailable) and not isinstance(why, UnreadableAnswer)
