"""What our books say about each place at Stripe, movement by movement."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from payouts.journal.chart import Kind, Purpose
from payouts.pay_runs.models import Payout
from payouts.reconciliation import asking, postings
from payouts.reconciliation.postings import Movement
from payouts.transfers.models import OPEN, Attempt, AttemptState, Step

_AT_STRIPE = (Kind.STRIPE_PENDING, Kind.STRIPE_AVAILABLE)
_STEPS = {Purpose.TRANSFER.value: Step.TRANSFER, Purpose.REVERSE.value: Step.REVERSAL}


@dataclass(slots=True)
class Booked:
    """What our postings about one movement changed the place's balance by."""

    amount_minor: int = 0
    at: datetime | None = None


class Tried(NamedTuple):
    """An attempt, by the key that Stripe has among its labels."""

    state: AttemptState
    step: Step
    tries: int
    amount_minor: int
    performer_id: UUID

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class OurBooks:
    total: Mapping[str, int]
    available: Mapping[str, int]
    booked: Mapping[Movement, Booked]
    passed_on: Mapping[Movement, tuple[UUID, int]]
    """What the same transfer or reversal changed whose account by."""
    tried: Mapping[str, Tried]
    """By key: what is under way, and what we hold as never done."""
    fingerprint: tuple[Any, ...]

    @property
    def is_moving(self) -> bool:
        """Somebody waits for Stripe's answer at this moment."""
        return any(each.state is AttemptState.SENDING for each in self.tried.values())


def ours(session: Session, since: datetime) -> OurBooks:
    session.expire_all()
    sums: defaultdict[str, int] = defaultdict(int)
    free: defaultdict[str, int] = defaultdict(int)
    for each in postings.totals(session, _AT_STRIPE):
        account, amount = each.account, each.posted.amount_minor
        sums[account.currency] += amount
        if account.kind is Kind.STRIPE_AVAILABLE:
            free[account.currency] += amount
    tried = tried_since(session, since)
    mark = (sorted(sums.items()), sorted(free.items()), sorted(tried.items()))
    booked, passed_on = _booked(session, since), _passed_on(session, since)
    return OurBooks(sums, free, booked, passed_on, tried, mark)


def _booked(session: Session, since: datetime) -> dict[Movement, Booked]:
    rows = postings.postings(session, _AT_STRIPE, since)
    by_payout = postings.done(session, {row.cause_id for row in rows if row.purpose in _STEPS})
    differences = postings.differences(
        session, [r.cause_id for r in rows if r.purpose == "difference"]
    )
    groups = {row.group_id for row in rows} | {row.first_group for row in rows if row.first_group}
    named = asking.named(session, groups)
    found: defaultdict[Movement, Booked] = defaultdict(Booked)
    for row in rows:
        at = row.effective_at
        if row.purpose == Purpose.DIFFERENCE.value:
            difference = differences.get(row.cause_id)
            if difference is None or difference.place or difference.about_at < since:
                continue
            subject, at = difference.subject, difference.about_at
        else:
            step = _STEPS.get(row.purpose)
            subject = (
                (step and by_payout.get((row.cause_id, step)))
                or named.get(row.group_id)
                or named.get(row.first_group)
                or _in_key(row.key)
            )
        booked = found[Movement(subject, row.currency)]
        booked.amount_minor += row.amount_minor if row.is_debit else -row.amount_minor
        booked.at = at if booked.at is None else min(booked.at, at)
    return dict(found)


def _passed_on(session: Session, since: datetime) -> dict[Movement, tuple[UUID, int]]:
    rows = [
        row for row in postings.postings(session, (Kind.CONNECTED,), since) if row.purpose in _STEPS
    ]
    by_payout = postings.done(session, {row.cause_id for row in rows})
    found: dict[Movement, tuple[UUID, int]] = {}
    for row in rows:
        name = by_payout.get((row.cause_id, _STEPS[row.purpose]))
        if name:
            movement = Movement(name, row.currency)
            _, before = found.get(movement, (row.owner_id, 0))
            amount = row.amount_minor if row.is_debit else -row.amount_minor
            found[movement] = (row.owner_id, before + amount)
    return found


def _in_key(key: str) -> str:
    """A posting that was made of a balance transaction has its id at the end of its key."""
    _, _, last = key.rpartition(":")
    return last if last.startswith("txn_") else key


def tried_since(session: Session, since: datetime) -> dict[str, Tried]:
    """Without those that are done: they are known by what Stripe calls them."""
    of = Attempt
    wanted = (
        select(of.key, of.state, of.step, of.tries, Payout.amount_minor, Payout.performer_id)
        .join(Payout, Payout.id == of.payout_id)
        .where(of.state != AttemptState.DONE, or_(of.state.in_(OPEN), of.made_at >= since))
    )
    return {row.key: Tried(*row[1:]) for row in session.execute(wanted)}
