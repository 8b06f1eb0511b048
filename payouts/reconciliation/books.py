"""What our books say about each place at Stripe, movement by movement."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from foundation.statements import among
from payouts.journal import balances
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.models import JournalAccount, Posting, PostingKey
from payouts.journal.posting import Phase
from payouts.pay_runs.models import Payout
from payouts.reconciliation import asking
from payouts.reconciliation.models import Difference
from payouts.transfers.models import OPEN, Attempt, AttemptState, Step

_AT_STRIPE = (Kind.STRIPE_PENDING, Kind.STRIPE_AVAILABLE)
_STEPS = {Purpose.TRANSFER.value: Step.TRANSFER, Purpose.REVERSE.value: Step.REVERSAL}


class Movement(NamedTuple):
    """By its name at Stripe, or by the key of our posting where nobody named it."""

    subject: str
    currency: str


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


def ours(session: Session, since: datetime) -> OurBooks:
    session.expire_all()
    sums: defaultdict[str, int] = defaultdict(int)
    free: defaultdict[str, int] = defaultdict(int)
    for each in _totals(session, _AT_STRIPE):
        account, amount = each.account, each.posted.amount_minor
        sums[account.currency] += amount
        if account.kind is Kind.STRIPE_AVAILABLE:
            free[account.currency] += amount
    tried = _tried(session, since)
    mark = (sorted(sums.items()), sorted(free.items()), sorted(tried.items()))
    booked, passed_on = _booked(session, since), _passed_on(session, since)
    return OurBooks(sums, free, booked, passed_on, tried, mark)


def _totals(session: Session, kinds: Collection[Kind]) -> list[balances.Balance]:
    wanted = select(JournalAccount.id).where(JournalAccount.kind.in_([k.value for k in kinds]))
    ids = session.scalars(wanted).all()
    return list(balances.balances_of(session, ids)) if ids else []


def _booked(session: Session, since: datetime) -> dict[Movement, Booked]:
    rows = _postings(session, _AT_STRIPE, since)
    by_payout = _done(session, {row.cause_id for row in rows if row.purpose in _STEPS})
    differences = _differences(session, [r.cause_id for r in rows if r.purpose == "difference"])
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
    rows = [row for row in _postings(session, (Kind.CONNECTED,), since) if row.purpose in _STEPS]
    by_payout = _done(session, {row.cause_id for row in rows})
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


def _postings(session: Session, kinds: Collection[Kind], since: datetime) -> list[Any]:
    first = select(Posting.id, Posting.group_id).subquery()
    found: list[Any] = []
    for side, is_debit in ((Posting.debit_id, True), (Posting.credit_id, False)):
        wanted = (
            select(
                Posting.amount_minor,
                Posting.currency,
                Posting.purpose,
                Posting.cause_id,
                Posting.effective_at,
                Posting.group_id,
                PostingKey.key,
                JournalAccount.owner_id,
                first.c.group_id.label("first_group"),
            )
            .add_columns((Posting.debit_id == side).label("is_debit"))
            .join(JournalAccount, JournalAccount.id == side)
            .join(PostingKey, PostingKey.id == Posting.group_id)
            .outerjoin(first, first.c.id == Posting.resolves_id)
            .where(
                JournalAccount.kind.in_([kind.value for kind in kinds]),
                Posting.phase.in_((Phase.POSTED.value, Phase.POSTS.value)),
                or_(
                    Posting.effective_at >= since,
                    Posting.purpose == Purpose.DIFFERENCE.value,
                ),
            )
        )
        found += [_Sided(row, is_debit) for row in session.execute(wanted)]
    return found


class _Sided:
    """A posting as one of its two accounts sees it."""

    def __init__(self, row: Row[Any], is_debit: bool) -> None:
        self._row, self.is_debit = row, is_debit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, name)


def _done(session: Session, payouts: Collection[UUID]) -> dict[tuple[UUID, Step], str]:
    of = Attempt
    wanted = select(of.payout_id, of.step, of.stripe_id).where(
        among(session, of.payout_id, payouts), of.state == AttemptState.DONE
    )
    return {(row.payout_id, row.step): row.stripe_id for row in session.execute(wanted)}


def _differences(session: Session, ids: Collection[UUID]) -> dict[UUID, Difference]:
    wanted = select(Difference).where(among(session, Difference.id, ids))
    return {each.id: each for each in session.scalars(wanted)}


def _tried(session: Session, since: datetime) -> dict[str, Tried]:
    """Without those that are done: they are known by what Stripe calls them."""
    of = Attempt
    wanted = (
        select(of.key, of.state, of.step, of.tries, Payout.amount_minor, Payout.performer_id)
        .join(Payout, Payout.id == of.payout_id)
        .where(of.state != AttemptState.DONE, or_(of.state.in_(OPEN), of.made_at >= since))
    )
    return {row.key: Tried(*row[1:]) for row in session.execute(wanted)}


def payees(session: Session, since: datetime) -> dict[UUID, tuple[set[str], datetime]]:
    """Whose accounts at Stripe may hold something, and from when on to look: where we moved
    money lately, where some lies by our books, and where a difference is open."""
    of = Attempt
    with_money = {
        each.account.owner
        for each in _totals(session, (Kind.CONNECTED,))
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
    for row in session.execute(wanted):
        account = row.account if row.step is Step.BANK else row.parameters["destination"]
        accounts, at = found.get(row.performer_id, (set(), since))
        found[row.performer_id] = (accounts | {account}, min(at, row.made_at))
    return found


def theirs(
    session: Session, wanted: Mapping[UUID, datetime], tried: Mapping[str, Tried] | None = None
) -> dict[UUID, TheirBooks]:
    session.expire_all()
    if tried is None:
        tried = _tried(session, min(wanted.values())) if wanted else {}
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
    for attempt, payout in rows:
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
                Posting.phase.in_((Phase.POSTED.value, Phase.POSTS.value)),
                Posting.purpose.in_([p.value for p in _OF_ACCOUNTS]),
            )
        )
        for owner in (owners[row.debit_id if sign == 1 else row.credit_id],)
    ]
    causes = [row.cause_id for _, _, row in rows if row.purpose == Purpose.DIFFERENCE.value]
    differences = _differences(session, causes)
    for owner, sign, row in rows:
        books, amount = found[owner], sign * row.amount_minor
        if row.purpose != Purpose.DIFFERENCE.value:
            books.arrived[row.cause_id] = books.arrived.get(row.cause_id, 0) + amount
        elif (difference := differences.get(row.cause_id)) and difference.place:
            movement = Movement(difference.subject, row.currency)
            books.settled[movement] = books.settled.get(movement, 0) + amount


_OF_ACCOUNTS = (Purpose.ARRIVE, Purpose.RETURN, Purpose.DIFFERENCE)


def place_account(place: str, currency: str) -> Account:
    """Where a posting mends our books of this place."""
    if not place:
        return platform(Kind.STRIPE_AVAILABLE, currency)
    return Account(Kind.CONNECTED, UUID(place), currency)
