"""What is asked about runs and payouts, down to the work that each cent is for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, loaded, page_of
from foundation.statements import among
from marketplace.accounts.roles import Role
from marketplace.facts.models import Fact
from payouts.earnings.models import Earning
from payouts.pay_runs import policy, sums
from payouts.pay_runs.errors import PayoutNotFound, RunNotFound
from payouts.pay_runs.models import (
    LIVE,
    Payout,
    PayoutLine,
    PayoutState,
    PayRun,
    RunState,
    Skipped,
)
from payouts.pay_runs.sums import Sum

PAGE = 50


@dataclass(frozen=True, slots=True)
class Traced:
    """So much for one piece of work."""

    amount_minor: int
    earning: Earning
    fact: Fact


@dataclass(frozen=True, slots=True)
class Left:
    """An earning that a run left for later."""

    skipped: Skipped
    earning: Earning
    fact: Fact


@dataclass(frozen=True, slots=True)
class Compared:
    now: Sum
    before: Sum | None
    """The same currency in the run that was approved before."""


def runs(session: Session, actor: Actor, *, after: str | None, limit: int) -> Page[PayRun]:
    """The newest first; to those who do not approve there are none."""
    of = PayRun
    wanted = select(of.id, of.planned_at)
    if not policy.may_view_runs(actor):
        wanted = wanted.where(of.id.is_(None))
    return _loaded(session, of, wanted, after=after, limit=limit)


def visible_run(session: Session, run_id: UUID, actor: Actor) -> PayRun:
    found = session.get(PayRun, run_id)
    if found is None:
        raise RunNotFound
    if not policy.may_view_runs(actor):
        raise RunNotFound
    return found


def visible_payout(session: Session, payout_id: UUID, actor: Actor) -> tuple[Payout, PayRun]:
    found = session.get(Payout, payout_id)
    if found is None:
        raise PayoutNotFound
    run = session.get_one(PayRun, found.run_id)
    if not policy.may_view_payout(actor, found, run):
        raise PayoutNotFound
    return found, run


def payouts_of(
    session: Session, run: PayRun, *, after: str | None = None, limit: int = PAGE
) -> Page[Payout]:
    wanted = select(Payout.id, Payout.planned_at).where(Payout.run_id == run.id)
    return _loaded(session, Payout, wanted, after=after, limit=limit)


def own_payouts(
    session: Session, actor: Actor, *, after: str | None = None, limit: int = PAGE
) -> Page[Payout]:
    """A performer's own, from their approval on."""
    wanted = (
        select(Payout.id, Payout.planned_at)
        .join(PayRun, PayRun.id == Payout.run_id)
        .where(
            Payout.performer_id == (actor.id if actor.role == Role.PERFORMER else None),
            PayRun.state == RunState.APPROVED,
            Payout.state != PayoutState.PLANNED,
        )
    )
    return _loaded(session, Payout, wanted, after=after, limit=limit)


def skipped_in(
    session: Session, run: PayRun, *, after: int = 0, limit: int = PAGE
) -> Sequence[Left]:
    rows = session.execute(
        select(Skipped, Earning, Fact)
        .join(Earning, Earning.id == Skipped.earning_id)
        .join(Fact, Fact.id == Earning.fact_id)
        .where(Skipped.run_id == run.id)
        .order_by(Skipped.reason, Skipped.performer_id, Skipped.id)
        .offset(after)
        .limit(limit)
    )
    return [Left(*row) for row in rows]


def traced(session: Session, payout_ids: Collection[UUID]) -> dict[UUID, list[Traced]]:
    """Each line with the decision that it follows from, the oldest work first."""
    found: dict[UUID, list[Traced]] = {each: [] for each in payout_ids}
    rows = session.execute(
        select(PayoutLine, Earning, Fact)
        .join(Earning, Earning.id == PayoutLine.earning_id)
        .join(Fact, Fact.id == Earning.fact_id)
        .where(among(session, PayoutLine.payout_id, payout_ids))
        .order_by(Fact.worked_on, Fact.published_at, Fact.id)
    )
    for line, earning, fact in rows:
        found[line.payout_id].append(Traced(line.amount_minor, earning, fact))
    return found


def compared(session: Session, run: PayRun) -> list[Compared]:
    before = session.scalar(
        select(PayRun.id)
        .where(
            PayRun.state == RunState.APPROVED,
            PayRun.planned_at < run.planned_at,
            select(Payout.id).where(Payout.run_id == PayRun.id).exists(),
        )
        .order_by(PayRun.planned_at.desc())
        .limit(1)
    )
    wanted = [run.id] if before is None else [run.id, before]
    found = sums.totals(session, wanted)
    earlier = {} if before is None else {each.amount.currency: each for each in found[before]}
    return [Compared(each, earlier.get(each.amount.currency)) for each in found[run.id]]


def is_paid_in(session: Session, run: PayRun, person_id: UUID) -> bool:
    of = Payout
    wanted = select(of.id).where(
        of.run_id == run.id, of.performer_id == person_id, of.state.in_(LIVE)
    )
    return session.scalar(wanted.limit(1)) is not None


def _loaded(
    session: Session,
    of: Any,
    wanted: Select[UUID, datetime],
    *,
    after: str | None,
    limit: int,
) -> Page[Any]:
    found = page_of(session, wanted, of.planned_at, of.id, after=after, limit=limit)
    return loaded(session, of, found)
