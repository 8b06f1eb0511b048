"""What a performer asks: what was earned, where it stands, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, page_of
from foundation.statements import among
from marketplace.facts.models import Fact
from payouts.earnings import policy
from payouts.earnings.errors import EarningNotFound
from payouts.earnings.hold_models import HoldDecision, PayHold
from payouts.earnings.models import LEFT, Earning, EarningState, Settlement
from payouts.earnings.reduction_models import Reduction, ReductionStep

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A fact, and what came of it; without an earning it was approved only just now."""

    fact: Fact
    earning: Earning | None
    hold: PayHold | None

    @property
    def state(self) -> EarningState:
        return self.earning.state if self.earning else EarningState.PAYABLE


@dataclass(frozen=True, slots=True)
class Totals:
    """In one currency: nothing is converted."""

    currency: str
    earned_minor: int
    taken_minor: int
    by_state: dict[EarningState, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of it is wanted."""

    state: EarningState | None = None
    month: date | None = None
    """Its first day."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that there is to say about one earning."""

    earning: Earning
    fact: Fact
    holds: Sequence[PayHold]
    decisions: dict[UUID, list[HoldDecision]]
    reductions: Sequence[Reduction]
    steps: Sequence[tuple[ReductionStep, Reduction]]
    """What was taken from this very earning, for whichever reduction."""
    settlements: Sequence[Settlement]

    @property
    def live_hold(self) -> PayHold | None:
        return next((each for each in self.holds if each.ended_at is None), None)


def page(
    session: Session, actor: Actor, asked: Asked, *, after: str | None, limit: int
) -> Page[Line]:
    """Their own, what was decided last first."""
    wanted = _of(actor).with_only_columns(Fact.id, Fact.published_at)
    for condition in _conditions(asked):
        wanted = wanted.where(condition)
    found: Page[Any] = page_of(
        session, wanted, Fact.published_at, Fact.id, after=after, limit=limit
    )
    return Page(lines_of(session, [row.id for row in found.items]), found.next)


def lines_of(session: Session, fact_ids: Sequence[UUID]) -> list[Line]:
    """In the order given."""
    wanted = (
        select(Fact, Earning, PayHold)
        .outerjoin(Earning, Earning.fact_id == Fact.id)
        .outerjoin(PayHold, (PayHold.earning_id == Earning.id) & PayHold.ended_at.is_(None))
        .where(among(session, Fact.id, list(fact_ids)))
    )
    found = {fact.id: Line(fact, earning, hold) for fact, earning, hold in session.execute(wanted)}
    return [found[each] for each in fact_ids]


def totals(session: Session, actor: Actor) -> list[Totals]:
    # Written out: a parameter would be another one in GROUP BY, and its label is a column's name.
    state = func.coalesce(Earning.state, literal_column(f"'{EarningState.PAYABLE.value}'"))
    sums = _of(actor).with_only_columns(
        Fact.currency,
        state.label("stands"),
        func.sum(Fact.amount_minor).label("earned"),
        func.sum(func.coalesce(Earning.taken_minor, 0)).label("taken"),
        func.sum(case((Earning.id.is_(None), Fact.amount_minor), else_=LEFT)).label("left"),
    )
    found: dict[str, Totals] = {}
    for row in session.execute(sums.group_by(Fact.currency, state).order_by(Fact.currency)):
        before = found.get(row.currency, Totals(row.currency, 0, 0, {}))
        found[row.currency] = Totals(
            row.currency,
            before.earned_minor + int(row.earned),
            before.taken_minor + int(row.taken),
            {**before.by_state, EarningState(row.stands): int(row.left)},
        )
    return list(found.values())


def months(session: Session, actor: Actor) -> list[date]:
    """In which something was worked, the newest first."""
    days = session.scalars(_of(actor).with_only_columns(Fact.worked_on).distinct())
    return sorted({day.replace(day=1) for day in days}, reverse=True)


def own(session: Session, earning_id: UUID, actor: Actor) -> Earning:
    """To anybody else it does not exist."""
    found = one(session, earning_id)
    if not policy.may_see_own(actor, found):
        raise EarningNotFound
    return found


def one(session: Session, earning_id: UUID) -> Earning:
    """Whoever's it is: for those who keep pay."""
    found = session.get(Earning, earning_id)
    if found is None:
        raise EarningNotFound
    return found


def told(session: Session, earning: Earning) -> Told:
    holds = session.scalars(
        select(PayHold)
        .where(PayHold.earning_id == earning.id)
        .order_by(PayHold.placed_at.desc(), PayHold.id)
    ).all()
    reductions = session.scalars(
        select(Reduction)
        .where(Reduction.earning_id == earning.id)
        .order_by(Reduction.proposed_at.desc(), Reduction.id)
    ).all()
    steps = session.execute(
        select(ReductionStep, Reduction)
        .join(Reduction, Reduction.id == ReductionStep.reduction_id)
        .where(ReductionStep.earning_id == earning.id)
        .order_by(ReductionStep.at, ReductionStep.id)
    ).all()
    settlements = session.scalars(
        select(Settlement).where(Settlement.earning_id == earning.id).order_by(Settlement.n)
    ).all()
    return Told(
        earning,
        session.get_one(Fact, earning.fact_id),
        holds,
        _decisions(session, [each.id for each in holds]),
        reductions,
        [(step, reduction) for step, reduction in steps],
        settlements,
    )


def _decisions(session: Session, hold_ids: Sequence[UUID]) -> dict[UUID, list[HoldDecision]]:
    of = HoldDecision
    wanted = select(of).where(among(session, of.hold_id, list(hold_ids))).order_by(of.n)
    found: dict[UUID, list[HoldDecision]] = {each: [] for each in hold_ids}
    for decision in session.scalars(wanted):
        found[decision.hold_id].append(decision)
    return found


def _of(actor: Actor) -> Select[Any]:
    """Corrections below zero are told at the earning that they correct."""
    whose = actor.id if policy.may_earn(actor) else None
    return (
        select(Fact.id)
        .outerjoin(Earning, Earning.fact_id == Fact.id)
        .where(Fact.performer_id == whose, Fact.amount_minor >= 0)
    )


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.state is EarningState.PAYABLE:
        conditions.append(Earning.id.is_(None) | (Earning.state == asked.state))
    elif asked.state is not None:
        conditions.append(Earning.state == asked.state)
    if asked.month is not None:
        end = (
            date(asked.month.year + 1, 1, 1)
            if asked.month.month == 12
            else asked.month.replace(month=asked.month.month + 1)
        )
        conditions += [Fact.worked_on >= asked.month, Fact.worked_on < end]
    return conditions
