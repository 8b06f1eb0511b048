"""What one payee gets in one currency, and why not the rest. Asks nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from payouts.pay_runs.asking import NOTHING, PayeeState, Readiness, Withheld
from payouts.pay_runs.models import SkipReason
from payouts.pay_runs.rules import Rule


@dataclass(frozen=True, slots=True)
class Owed:
    """What is left of one earning that was approved in time."""

    earning_id: UUID
    performer_id: UUID
    currency: str
    amount_minor: int
    kind: str
    """Of work."""
    pay_by: date
    held: bool = False
    held_until: date | None = None
    """Its last day."""


@dataclass(frozen=True, slots=True)
class Pay:
    performer_id: UUID
    currency: str
    lines: Sequence[Owed]
    carried_in_minor: int
    carried_out_minor: int
    withheld: Withheld

    @property
    def amount_minor(self) -> int:
        """What is sent."""
        earned = sum(each.amount_minor for each in self.lines)
        kept_back = self.carried_out_minor + self.withheld.amount_minor
        return earned + self.carried_in_minor - kept_back


@dataclass(frozen=True, slots=True)
class Skip:
    owed: Owed
    reason: SkipReason
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    pay: Pay | None
    skips: Sequence[Skip]


def decide(
    owed: Sequence[Owed],
    payee: PayeeState,
    rule: Rule | None,
    *,
    carried_minor: int,
    next_pay_on: date,
    withheld: Withheld = NOTHING,
) -> Decided:
    """`owed` is of one performer and currency. Minimums are of what is sent, and never make
    anything late: what must be paid before the next run can pay it is paid now, however little.
    Of what waits nothing is withheld."""
    skips = [Skip(each, SkipReason.HELD, _end_of(each.held_until)) for each in owed if each.held]
    free = [each for each in owed if not each.held]
    if not free:
        return Decided(None, skips)
    first = free[0]
    if payee.readiness is not Readiness.READY:
        reason = SkipReason(payee.readiness.value)
        return Decided(None, [*skips, *(Skip(each, reason, payee.until) for each in free)])
    if rule is None or not rule.payable or not payee.takes(first.currency):
        return Decided(None, [*skips, *(Skip(each, SkipReason.CURRENCY) for each in free)])
    total = sum(each.amount_minor for each in free) + carried_minor
    sent, rest = sendable(total, withheld, rule)
    presses = any(each.pay_by < next_pay_on for each in free)
    too_little = sent + rest < rule.minimum_minor and not presses
    if sent <= 0 or too_little:
        return Decided(None, [*skips, *(Skip(each, SkipReason.BELOW_MINIMUM) for each in free)])
    pay = Pay(first.performer_id, first.currency, free, carried_minor, rest, withheld)
    return Decided(pay, skips)


def sendable(total_minor: int, withheld: Withheld, rule: Rule) -> tuple[int, int]:
    """What is sent of it, and what is left for the next because the currency cannot send it."""
    left = total_minor - withheld.amount_minor
    rest = left % rule.step_minor
    return left - rest, rest


def _end_of(day: date | None) -> datetime | None:
    return datetime.combine(day + timedelta(days=1), time(), UTC) if day else None
