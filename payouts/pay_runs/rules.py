"""What may be paid in which currency, and when: as finance last decided, or as stated here."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.money import Money, decimals_of
from payouts.pay_runs import periods
from payouts.pay_runs.models import CurrencyRule, Schedule, ScheduleTerms
from payouts.pay_runs.periods import Terms
from payouts.stripe_gateway.amounts import payout_step

WEEKLY = "weekly"
_STATED = {
    **dict.fromkeys(("CHF", "EUR", "GBP", "USD"), (5, 10_000)),
    **dict.fromkeys(("AUD", "CAD", "NZD", "SGD"), (10, 15_000)),
    **dict.fromkeys(("DKK", "NOK", "SEK"), (50, 100_000)),
    "AED": (20, 40_000),
    "BRL": (25, 50_000),
    "CZK": (100, 250_000),
    "HKD": (50, 80_000),
    "HUF": (2_000, 4_000_000),
    "INR": (500, 1_000_000),
    "ISK": (500, 1_500_000),
    "JPY": (500, 1_500_000),
    "MXN": (100, 200_000),
    "PLN": (20, 40_000),
    "RON": (20, 50_000),
    "THB": (200, 350_000),
    "TWD": (150, 300_000),
    "UGX": (20_000, 40_000_000),
    "ZAR": (100, 200_000),
}
"""Whole units: what is worth sending, and above what two people approve a run."""


@dataclass(frozen=True, slots=True)
class Rule:
    currency: str
    payable: bool
    minimum_minor: int
    second_minor: int

    @property
    def step_minor(self) -> int:
        """Payouts are multiples of it."""
        return payout_step(self.currency)


def currency_rules(session: Session) -> dict[str, Rule]:
    """Of every currency that can be paid or was decided about; of others there is none."""
    return _rules(session, true())


def limits_for(session: Session, approver_id: UUID) -> dict[str, int]:
    """Above how much somebody else must approve, too. Nobody approves alone by a limit that they
    raised themselves: for them, what others decided counts where it is lower."""
    by_others = _rules(session, CurrencyRule.decided_by != approver_id)
    none = Rule("", False, 0, 0)
    return {
        currency: min(rule.second_minor, by_others.get(currency, none).second_minor)
        for currency, rule in currency_rules(session).items()
    }


def _rules(session: Session, counts: ColumnElement[bool]) -> dict[str, Rule]:
    rules = {currency: _stated(currency) for currency in _STATED}
    newest = select(CurrencyRule.currency, func.max(CurrencyRule.number).label("number")).where(
        counts
    )
    latest = newest.group_by(CurrencyRule.currency).subquery()
    decided = select(CurrencyRule).join(
        latest,
        (latest.c.currency == CurrencyRule.currency) & (latest.c.number == CurrencyRule.number),
    )
    for row in session.scalars(decided):
        rules[row.currency] = Rule(row.currency, row.payable, row.minimum_minor, row.second_minor)
    return rules


def _stated(currency: str) -> Rule:
    minimum, second = (each * 10 ** decimals_of(currency) for each in _STATED[currency])
    return Rule(currency, True, minimum, second)


def history(session: Session) -> list[Terms]:
    """All terms of the weekly schedule, the oldest first."""
    rows = session.scalars(
        select(ScheduleTerms).where(ScheduleTerms.schedule == WEEKLY).order_by(ScheduleTerms.number)
    )
    return [periods.FIRST, *(_terms(row) for row in rows)]


def _terms(row: ScheduleTerms) -> Terms:
    return Terms(
        row.weekday, time.fromisoformat(row.cut_off), row.zone, row.pay_weekday, row.from_at
    )


def lock(session: Session) -> None:
    """Whoever plans, or gives back what was planned, waits here for the one before."""
    from_other = select(Schedule).where(Schedule.name == WEEKLY).with_for_update()
    session.execute(from_other).one()


def change_schedule(
    *, weekday: int, cut_off: time, zone: str, pay_weekday: int, because: str, actor: Actor
) -> UUID:
    """From the next cut-off on: a period that has begun ends as it was announced."""
    actor.require_power(Power.APPROVE_PAY)
    with transaction() as session:
        lock(session)
        from_at, _ = periods.next_cut_off(history(session), now())
        number = session.scalar(select(func.count()).select_from(ScheduleTerms)) or 0
        row = ScheduleTerms(
            schedule=WEEKLY,
            number=number + 1,
            weekday=weekday,
            cut_off=cut_off.isoformat("minutes"),
            zone=zone,
            pay_weekday=pay_weekday,
            from_at=from_at,
            because=because,
            decided_by=actor.id,
        )
        session.add(row)
        session.flush()
        audit.record(session, actor, "pay_schedule.changed", row.id, number=row.number)
        return row.id


def change_rule(
    *, payable: bool, minimum: Money, second: Money, because: str, actor: Actor
) -> UUID:
    """For runs that are planned from now on; above how much two people approve, at once."""
    actor.require_power(Power.APPROVE_PAY)
    with transaction() as session:
        lock(session)
        of = CurrencyRule.currency == minimum.currency
        number = session.scalar(select(func.count()).select_from(CurrencyRule).where(of)) or 0
        row = CurrencyRule(
            currency=minimum.currency,
            number=number + 1,
            payable=payable,
            minimum_minor=minimum.amount_minor,
            second_minor=second.amount_minor,
            because=because,
            decided_by=actor.id,
        )
        session.add(row)
        session.flush()
        audit.record(session, actor, "pay_rule.changed", row.id, currency=row.currency)
        return row.id
