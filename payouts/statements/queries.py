"""Which statements a performer has: one for each run that paid or skipped something of theirs."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, exists, func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, page_of
from foundation.money import Money
from foundation.statements import among
from payouts.pay_runs.models import Payout, PayoutState, PayRun, RunState, Skipped
from payouts.statements import policy

PAGE = 26
NOT_TOLD = (PayoutState.PLANNED,)
"""A plan that nobody approved is no payout yet."""


@dataclass(frozen=True, slots=True)
class Summary:
    run: PayRun
    paid: Sequence[Money]
    """What is paid or on its way by it."""
    not_paid: Sequence[Money]
    """Of its payouts, what was not sent or came back: owed as before."""
    waits: Sequence[Money]
    withheld: Sequence[Money]
    """Of what is paid or on its way, for taxes: not in it."""


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> Page[Summary]:
    """Their own, the newest first; others have none."""
    of = PayRun
    wanted = select(of.id, of.planned_at).where(of.state == RunState.APPROVED)
    wanted = wanted.where(
        concerns(actor.id) if policy.may_have_statements(actor) else of.id.is_(None)
    )
    found: Page[Row[Any]] = page_of(session, wanted, of.planned_at, of.id, after=after, limit=limit)
    ids = [row.id for row in found.items]
    runs = session.scalars(select(of).where(among(session, of.id, ids)))
    return Page(summaries(session, actor.id, list(runs)), found.next)


def concerns(performer_id: UUID) -> ColumnElement[bool]:
    paid = exists().where(Payout.run_id == PayRun.id, Payout.performer_id == performer_id)
    skipped = exists().where(Skipped.run_id == PayRun.id, Skipped.performer_id == performer_id)
    return paid | skipped


def summaries(session: Session, performer_id: UUID, runs: Sequence[PayRun]) -> list[Summary]:
    """The newest run first."""
    ids = [each.id for each in runs]
    sums = _sums(session, performer_id, ids)
    newest = sorted(runs, key=lambda each: (each.planned_at, each.id), reverse=True)
    return [Summary(run, *(sums[run.id, what] for what in _WHATS)) for run in newest]


_WHATS = ("paid", "not_paid", "waits", "withheld")


def _sums(
    session: Session, performer_id: UUID, run_ids: Collection[UUID]
) -> dict[tuple[UUID, str], list[Money]]:
    found: dict[tuple[UUID, str], list[Money]] = defaultdict(list)
    of = Payout
    payouts = (
        select(of.run_id, of.currency, of.state, of.amount_minor, of.withheld_minor)
        .where(among(session, Payout.run_id, run_ids), Payout.performer_id == performer_id)
        .order_by(Payout.currency)
    )
    for run_id, currency, state, amount, withheld in session.execute(payouts):
        void = state in (PayoutState.VOID, PayoutState.RETURNED)
        found[run_id, "not_paid" if void else "paid"].append(Money(amount, currency))
        if withheld and not void:
            found[run_id, "withheld"].append(Money(withheld, currency))
    skipped = (
        select(Skipped.run_id, Skipped.currency, func.sum(Skipped.amount_minor))
        .where(among(session, Skipped.run_id, run_ids), Skipped.performer_id == performer_id)
        .group_by(Skipped.run_id, Skipped.currency)
        .order_by(Skipped.currency)
    )
    for run_id, currency, amount in session.execute(skipped):
        found[run_id, "waits"].append(Money(int(amount), currency))
    return found


def runs_between(
    session: Session, performer_id: UUID, start: datetime, end: datetime
) -> Sequence[PayRun]:
    of = PayRun
    wanted = select(of).where(
        of.state == RunState.APPROVED,
        of.planned_at >= start,
        of.planned_at < end,
        concerns(performer_id),
    )
    return session.scalars(wanted.order_by(of.planned_at, of.id)).all()
