"""Facts that nobody has seen become earnings: each once, and what they move in the journal."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.statements import among
from marketplace.budgets.fee import fee_on
from marketplace.facts.models import Fact, FactKind
from payouts.earnings import news
from payouts.earnings.models import Earning, EarningState
from payouts.earnings.reduction_models import Reduction, ReductionStep, Source
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.owing import left
from payouts.journal.posting import Entry, Line, post_all

AT_ONCE = 500
SHARE_PERCENT = 20
"""Of an earning, what others may take from it at most: nobody is paid less than four fifths of
what they earned because of something that happened before."""


@dataclass(slots=True)
class _Worth:
    """What becomes of one earning on its way into the journal."""

    earning: Earning
    lines: list[Line]
    unfunded: int = 0
    netted: int = 0


class Place(NamedTuple):
    """In the order in which facts were published."""

    at: datetime
    fact_id: UUID


class Collected(NamedTuple):
    many: int
    upto: Place | None
    """From here on the next are; None where nobody has seen none of the rest."""


def collect(session: Session, after: Place | None = None) -> Collected:
    """A step: the next so many. Two at once agree on who has which, by the unique key. Whoever
    looks for the next from the beginning goes through all that were collected before."""
    facts = _unseen(session, after)
    if not facts:
        return Collected(0, None)
    return Collected(_collect(session, facts), Place(facts[-1].published_at, facts[-1].id))


def _collect(session: Session, facts: Sequence[Fact]) -> int:
    new = _insert(session, facts)
    if not new:
        return 0
    worth = [_Worth(each, _lines_of_remedy(each)) for each in new]
    # Reductions before accounts, as whoever applies one locks them.
    netted = _net(session, worth)
    _draw(session, [each for each in worth if not each.lines])
    entries = [
        Entry(f"earn:{each.earning.fact_id}", each.lines, each.earning.earned_at)
        for each in worth
        if each.lines
    ]
    post_all(session, [*entries, *netted])
    _note(session, worth)
    news.announce_made(session, new)
    news.tell_beyond(session, [each.earning for each in worth if each.unfunded])
    return len(new)


def _unseen(session: Session, after: Place | None) -> Sequence[Fact]:
    """A correction below zero is no earning: `corrections` proposes a reduction."""
    seen = select(Earning.fact_id).where(Earning.fact_id == Fact.id).exists()
    wanted = select(Fact).where(~seen, Fact.amount_minor >= 0)
    if after is not None:
        wanted = wanted.where(tuple_(Fact.published_at, Fact.id) > tuple_(*after))
    return session.scalars(wanted.order_by(Fact.published_at, Fact.id).limit(AT_ONCE)).all()


def _insert(session: Session, facts: Sequence[Fact]) -> list[Earning]:
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(Earning).on_conflict_do_nothing().returning(Earning.id)
    # In one order, so that two who collect the same wait for each other and do not lock.
    rows = [_row(fact) for fact in sorted(facts, key=lambda each: each.id)]
    taken = session.scalars(statement, rows).all()
    found = select(Earning).where(among(session, Earning.id, taken))
    return list(session.scalars(found.order_by(Earning.earned_at, Earning.id)))


def _row(fact: Fact) -> dict[str, Any]:
    fee = 0 if fact.kind == FactKind.REMEDY.value else fee_on(fact.amount).amount_minor
    state = EarningState.PAYABLE if fact.amount_minor else EarningState.NOTHING_LEFT
    return {
        "id": new_id(),
        "fact_id": fact.id,
        "kind": fact.kind,
        "performer_id": fact.performer_id,
        "client_id": fact.client_id,
        "order_id": fact.order_id,
        "currency": fact.currency,
        "amount_minor": fact.amount_minor,
        "fee_minor": fee,
        "unfunded_minor": 0,
        "taken_minor": 0,
        "netted_minor": 0,
        "worked_on": fact.worked_on,
        "earned_at": fact.published_at,
        "pay_by": fact.pay_by,
        "state": state,
        "payout_id": None,
        "collected_at": now(),
    }


def _lines_of_remedy(earning: Earning) -> list[Line]:
    """We were at fault, so it is our money and no client's."""
    if earning.kind != FactKind.REMEDY.value or not earning.amount_minor:
        return []
    remedies = platform(Kind.REMEDIES, earning.currency)
    return [Line(remedies, _payable(earning), earning.amount, Purpose.EARN, earning.fact_id)]


def _draw(session: Session, worth: Iterable[_Worth]) -> None:
    """From the order's funds as far as they go, the pay before the fee. What they lack the client
    owes us: nobody's pay waits for that."""
    drawn = [each for each in worth if each.earning.amount_minor]
    funds = left(session, {_funds(each.earning) for each in drawn})
    for each in drawn:
        earning, currency = each.earning, each.earning.currency
        for amount, to, purpose in (
            (earning.amount_minor, _payable(earning), Purpose.EARN),
            (earning.fee_minor, platform(Kind.PLATFORM_FEE, currency), Purpose.FEE),
        ):
            there = funds.get(_funds(earning), 0)
            taken = min(amount, there)
            funds[_funds(earning)] = there - taken
            owing = Account(Kind.RECEIVABLE_CLIENT, earning.client_id, currency)
            for minor, source in ((taken, _funds(earning)), (amount - taken, owing)):
                if minor:
                    money = Money(minor, currency)
                    each.lines.append(Line(source, to, money, purpose, earning.fact_id))
            each.unfunded += amount - taken


def _net(session: Session, worth: Sequence[_Worth]) -> list[Entry]:
    """What a reduction could not take is taken from later earnings, a share of each."""
    people = {each.earning.performer_id for each in worth}
    waiting = (
        select(Reduction)
        .where(Reduction.later_minor > 0, among(session, Reduction.performer_id, list(people)))
        .order_by(Reduction.ended_at, Reduction.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    owing: dict[tuple[UUID, str], list[Reduction]] = defaultdict(list)
    for reduction in session.scalars(waiting):
        owing[reduction.performer_id, reduction.currency].append(reduction)
    return [
        _take(session, each, reduction, minor)
        for each in worth
        for reduction in owing.get((each.earning.performer_id, each.earning.currency), ())
        if (minor := min(reduction.later_minor, share_of(each.earning) - each.netted)) > 0
    ]


def share_of(earning: Earning) -> int:
    return earning.amount_minor * SHARE_PERCENT // 100


def _take(session: Session, worth: _Worth, reduction: Reduction, minor: int) -> Entry:
    earning = worth.earning
    worth.netted += minor
    reduction.later_minor -= minor
    step = ReductionStep(
        reduction_id=reduction.id,
        earning_id=earning.id,
        source=Source.LATER.value,
        amount_minor=minor,
    )
    session.add(step)
    session.flush()
    owed = Account(Kind.RECEIVABLE_PERFORMER, earning.performer_id, earning.currency)
    money = Money(minor, earning.currency)
    line = Line(_payable(earning), owed, money, Purpose.REDUCE, reduction.id)
    return Entry(f"reduce:{reduction.id}:{earning.id}", [line])


def _note(session: Session, worth: Sequence[_Worth]) -> None:
    changes = [
        {
            "id": each.earning.id,
            "unfunded_minor": each.unfunded,
            "taken_minor": each.netted,
            "netted_minor": each.netted,
        }
        for each in worth
        if each.unfunded or each.netted
    ]
    if changes:
        session.execute(update(Earning), changes)


def _funds(earning: Earning) -> Account:
    return Account(Kind.ORDER_FUNDS, earning.order_id, earning.currency)


def _payable(earning: Earning) -> Account:
    return Account(Kind.PERFORMER_PAYABLE, earning.performer_id, earning.currency)
