"""What our books say about performers' accounts at Stripe, and whose are to be looked into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from foundation.statements import among
from payouts.journal import balances
from payouts.journal.chart import Account, Kind, Purpose
from payouts.journal.models import MOVED, JournalAccount, Posting
from payouts.pay_runs.models import Payout
from payouts.reconciliation import postings
from payouts.reconciliation.books import Tried, tried_since
from payouts.reconciliation.models import Difference
from payouts.reconciliation.postings import Movement
from payouts.transfers.models import Attempt, AttemptState, OutOfSight, Step

_OF_ACCOUNTS = (Purpose.ARRIVE, Purpose.RETURN, Purpose.DIFFERENCE)


@dataclass(slots=True)
class TheirBooks:
    """Of one performer's accounts at Stripe."""

    performer_id: UUID
    total: dict[str, int] = field(default_factory=dict)
    sent: dict[str, tuple[Attempt, Payout]] = field(default_factory=dict)
    """Bank payouts that Stripe took on, by their ids there."""
    arrived: dict[UUID, int] = field(default_factory=dict)
    """By payout: what our books took out of the account for it."""
    settled: dict[Movement, int] = field(default_factory=dict)
    """By postings that resolved a difference."""
    tried: Mapping[str, Tried] = field(default_factory=dict)
    fingerprint: tuple[Any, ...] = ()


def payees(session: Session, since: datetime) -> dict[UUID, tuple[set[str], datetime]]:
    """Whose accounts at Stripe may hold something, and from when on to look: where we moved
    money lately, where some lies by our books, and where a difference is open. What went out of
    sight has a case of its own, and its account is not ours to look into."""
    of = Attempt
    with_money = {
        each.account.owner
        for each in postings.totals(session, (Kind.CONNECTED,))
        if each.posted.amount_minor
    }
    unclear = select(Difference.place).where(Difference.ended_at.is_(None), Difference.place != "")
    with_money |= {UUID(each) for each in session.scalars(unclear)}
    wanted = (
        select(Payout.performer_id, of.account, of.parameters, of.step, of.made_at)
        .join(Payout, Payout.id == of.payout_id)
        .where(
            or_(of.made_at >= since, among(session, Payout.performer_id, with_money)),
            of.step != Step.REVERSAL,
        )
    )
    found: dict[UUID, tuple[set[str], datetime]] = {}
    gone = _gone(session)
    for row in session.execute(wanted):
        account = row.account if row.step is Step.BANK else row.parameters["destination"]
        if account in gone:
            continue
        accounts, at = found.get(row.performer_id, (set(), since))
        found[row.performer_id] = (accounts | {account}, min(at, row.made_at))
    return found


def theirs(
    session: Session, wanted: Mapping[UUID, datetime], tried: Mapping[str, Tried] | None = None
) -> dict[UUID, TheirBooks]:
    session.expire_all()
    if tried is None:
        tried = tried_since(session, min(wanted.values())) if wanted else {}
    found = {each: TheirBooks(each, tried=tried) for each in wanted}
    _fill_totals(session, found)
    rows = session.execute(
        select(Attempt, Payout)
        .join(Payout, Payout.id == Attempt.payout_id)
        .where(
            among(session, Payout.performer_id, list(wanted)),
            Attempt.step == Step.BANK,
            Attempt.state == AttemptState.DONE,
        )
    ).all()
    gone = _gone(session)
    for attempt, payout in rows:
        if attempt.account in gone:
            continue
        if attempt.made_at >= wanted[payout.performer_id]:
            found[payout.performer_id].sent[attempt.stripe_id] = (attempt, payout)
    _fill_moves(session, found)
    for each in found.values():
        states = sorted((name, p.state.value) for name, (_, p) in each.sent.items())
        mine = sorted(
            (k, t.state.value, t.tries)
            for k, t in tried.items()
            if t.performer_id == each.performer_id
        )
        each.fingerprint = (sorted(each.total.items()), states, mine)
    return found


def _fill_totals(session: Session, found: Mapping[UUID, TheirBooks]) -> None:
    wanted = select(JournalAccount.id).where(
        JournalAccount.kind == Kind.CONNECTED.value,
        among(session, JournalAccount.owner_id, list(found)),
    )
    ids = session.scalars(wanted).all()
    for each in balances.balances_of(session, ids) if ids else ():
        found[each.account.owner].total[each.account.currency] = each.posted.amount_minor
    unseen = (
        select(Payout)
        .join(OutOfSight, OutOfSight.payout_id == Payout.id)
        .where(OutOfSight.ended_at.is_(None), among(session, Payout.performer_id, list(found)))
    )
    for payout in session.scalars(unseen):
        found[payout.performer_id].total[payout.currency] -= payout.amount_minor


def _gone(session: Session) -> set[str]:
    return set(session.scalars(select(OutOfSight.account)))


def _fill_moves(session: Session, found: Mapping[UUID, TheirBooks]) -> None:
    owners = {
        Account(Kind.CONNECTED, each, currency).id: each
        for each, books in found.items()
        for currency in books.total
    }
    rows: Sequence[Any] = [
        (owner, sign, row)
        for side, sign in ((Posting.debit_id, 1), (Posting.credit_id, -1))
        for row in session.scalars(
            select(Posting).where(
                among(session, side, list(owners)),
                Posting.phase.in_(MOVED),
                Posting.purpose.in_([p.value for p in _OF_ACCOUNTS]),
            )
        )
        for owner in (owners[row.debit_id if sign == 1 else row.credit_id],)
    ]
    causes = [row.cause_id for _, _, row in rows if row.purpose == Purpose.DIFFERENCE.value]
    differences = postings.differences(session, causes)
    for owner, sign, row in rows:
        books, amount = found[owner], sign * row.amount_minor
        if row.purpose != Purpose.DIFFERENCE.value:
            books.arrived[row.cause_id] = books.arrived.get(row.cause_id, 0) + amount
        elif (difference := differences.get(row.cause_id)) and difference.place:
            movement = Movement(difference.subject, row.currency)
            books.settled[movement] = books.settled.get(movement, 0) + amount
