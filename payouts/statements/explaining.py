"""One statement, down to the take or the minute: what a run paid somebody, what it left for later,
and why."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.money import Money
from foundation.statements import among
from marketplace.facts.models import Fact
from payouts.earnings.hold_models import HoldDecision, PayHold
from payouts.earnings.models import Earning, Settlement, SettlementOutcome
from payouts.earnings.reduction_models import Reduction, ReductionState, ReductionStep
from payouts.pay_runs.models import Payout, PayRun, RunState, Skipped, SkipReason
from payouts.pay_runs.queries import Traced, traced
from payouts.pay_runs.when import expected_on
from payouts.statements import policy
from payouts.statements.errors import StatementNotFound
from payouts.statements.queries import NOT_TOLD


@dataclass(frozen=True, slots=True)
class Paid:
    payout: Payout
    lines: Sequence[Traced]
    expected_on: date | None
    """When the bank should have it; None once it is over, either way."""
    paid_at: datetime | None
    returned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waits:
    skipped: Skipped
    earning: Earning
    fact: Fact
    hold: PayHold | None
    """As it was when the run was planned."""
    words: str
    """Of the person who decided that it waits."""


@dataclass(frozen=True, slots=True)
class Statement:
    run: PayRun
    performer_id: UUID
    paid: Sequence[Paid]
    waits: Sequence[Waits]
    later: Sequence[Money]
    """Of what was too much, still to be taken from what they earn after this run."""

    @property
    def facts(self) -> list[Fact]:
        return [
            *(line.fact for each in self.paid for line in each.lines),
            *(each.fact for each in self.waits),
        ]

    @property
    def people(self) -> set[UUID]:
        """Who is named on it, organisations too."""
        holders = {each.hold.placed_by for each in self.waits if each.hold}
        of_facts = {id_ for each in self.facts for id_ in (each.decided_by, each.client_id)}
        return holders | of_facts | {self.performer_id}


def statement(session: Session, run_id: UUID, actor: Actor) -> Statement:
    """Their own; to anybody else it does not exist."""
    run = session.get(PayRun, run_id)
    if run is None or run.state is not RunState.APPROVED:
        raise StatementNotFound
    found = made(session, run, actor.id)
    if not policy.may_view_statement(actor, said=len(found.paid) + len(found.waits)):
        raise StatementNotFound
    return found


def made(session: Session, run: PayRun, performer_id: UUID) -> Statement:
    wanted = (
        select(Payout)
        .where(Payout.run_id == run.id, Payout.performer_id == performer_id)
        .where(Payout.state.not_in(NOT_TOLD))
        .order_by(Payout.currency)
    )
    payouts = session.scalars(wanted).all()
    ids = [each.id for each in payouts]
    lines, settled = traced(session, ids), _settled(session, ids)
    paid = [
        Paid(
            each,
            lines[each.id],
            expected_on(each, run),
            settled.get((each.id, SettlementOutcome.PAID.value)),
            settled.get((each.id, SettlementOutcome.RETURNED.value)),
        )
        for each in payouts
    ]
    later = _later(session, performer_id, run.decided_at or run.planned_at)
    return Statement(run, performer_id, paid, _waits(session, run, performer_id), later)


def _later(session: Session, performer_id: UUID, at: datetime) -> list[Money]:
    """In each currency, as it was then: a statement says the same whenever it is made."""
    of, step = Reduction, ReductionStep
    taken = select(func.coalesce(func.sum(step.amount_minor), 0)).where(
        step.reduction_id == of.id, step.at <= at
    )
    wanted = select(of.currency, of.amount_minor - taken.scalar_subquery()).where(
        of.performer_id == performer_id, of.state == ReductionState.APPLIED, of.ended_at <= at
    )
    found: Counter[str] = Counter()
    for currency, minor in session.execute(wanted):
        found[currency] += int(minor)
    return [Money(found[each], each) for each in sorted(found) if found[each]]


def _settled(session: Session, ids: Collection[UUID]) -> Mapping[tuple[UUID, str], datetime]:
    of = Settlement
    rows = session.execute(
        select(of.payout_id, of.outcome, func.max(of.at))
        .where(among(session, of.payout_id, ids))
        .group_by(of.payout_id, of.outcome)
    )
    return {(payout_id, outcome): at for payout_id, outcome, at in rows}


def _waits(session: Session, run: PayRun, performer_id: UUID) -> list[Waits]:
    wanted = (
        select(Skipped, Earning, Fact)
        .join(Earning, Earning.id == Skipped.earning_id)
        .join(Fact, Fact.id == Earning.fact_id)
        .where(Skipped.run_id == run.id, Skipped.performer_id == performer_id)
        .order_by(Skipped.reason, Fact.worked_on, Skipped.id)
    )
    rows = session.execute(wanted).all()
    held = [skipped.earning_id for skipped, _, _ in rows if skipped.reason == SkipReason.HELD]
    holds = _holds(session, held, run.planned_at)
    words = _words(session, [each.id for each in holds.values()], run.planned_at)
    found = []
    for skipped, earning, fact in rows:
        hold = holds.get(earning.id)
        found.append(Waits(skipped, earning, fact, hold, words.get(hold.id, "") if hold else ""))
    return found


def _holds(session: Session, earning_ids: Collection[UUID], at: datetime) -> dict[UUID, PayHold]:
    of = PayHold
    wanted = (
        select(of)
        .where(among(session, of.earning_id, earning_ids))
        .where(of.ended_at.is_(None) | (of.ended_at >= at))
        .order_by(of.placed_at.desc())
    )
    return {each.earning_id: each for each in session.scalars(wanted)}


def _words(session: Session, hold_ids: Collection[UUID], at: datetime) -> dict[UUID, str]:
    of = HoldDecision
    wanted = select(of).where(among(session, of.hold_id, hold_ids)).order_by(of.n)
    return {
        each.hold_id: each.text
        for each in session.scalars(wanted)
        if each.n == 1 or each.decided_at <= at
    }
