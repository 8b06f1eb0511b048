"""Work that was approved and collected, and what came of it in runs: short to write in tests."""

from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from payouts.earnings import moving
from payouts.earnings.hold_models import HoldReason, PayHold
from payouts.earnings.models import Earning, EarningState
from payouts.journal.balances import all_balances, balance
from payouts.journal.chart import CHART, GROWS_BY_DEBIT, Account, Kind
from payouts.pay_runs.models import LIVE, Payout, PayoutLine, PayRun, Skipped
from payouts.pay_runs.periods import FIRST, next_cut_off
from tests.payouts.earnings.earned import earned


def earn(
    performer_id: UUID,
    amount: int = 10_000,
    currency: str = "EUR",
    *,
    pay_by: date | None = None,
    at: datetime | None = None,
) -> UUID:
    """The id of the earning. Approved now, unless it was before."""
    at = at or clock.now()
    more = {"pay_by": pay_by or at.date() + timedelta(days=30), "published_at": at}
    return earned(performer_id, amount, currency=currency, **more)[0]


def hold(earning_id: UUID, until_on: date) -> None:
    with transaction() as session:
        moving.move(session, [earning_id], EarningState.PAYABLE, EarningState.HELD)
        session.add(
            PayHold(
                earning_id=earning_id,
                reason=HoldReason.POSSIBLE_ERROR,
                amount_minor=1,
                until_on=until_on,
                placed_by=SYSTEM.id,
                placed_as="finance",
            )
        )


def over(weeks: int = 1) -> None:
    """The morning after the cut-off of what was approved until now."""
    cut_off, _ = next_cut_off([FIRST], clock.now())
    clock.hold(cut_off + timedelta(weeks=weeks - 1, hours=9))


def all_of(model):
    db.session.rollback()
    return db.session().scalars(select(model)).all()


def runs() -> list[PayRun]:
    return sorted(all_of(PayRun), key=lambda each: each.number)


def paid_in(run_id: UUID) -> dict[tuple[UUID, str], int]:
    found = (each for each in all_of(Payout) if each.run_id == run_id and each.state in LIVE)
    return {(each.performer_id, each.currency): each.amount_minor for each in found}


def reasons_in(run_id: UUID) -> dict[UUID, str]:
    return {each.earning_id: each.reason for each in all_of(Skipped) if each.run_id == run_id}


def kept(account: Account) -> tuple[int, int]:
    """Of an account: what is there, and how much of it is set aside."""
    db.session.rollback()
    found = balance(db.session(), account)
    return found.posted.amount_minor, found.set_aside.amount_minor


def payable(performer_id: UUID, currency: str = "EUR") -> tuple[int, int]:
    return kept(Account(Kind.PERFORMER_PAYABLE, performer_id, currency))


def faults() -> list[str]:
    """What must be so after anything at all: nobody twice, nobody left out, and all adds up."""
    db.session.rollback()
    session, found = db.session(), []
    live = select(PayoutLine.earning_id, PayoutLine.amount_minor, Payout.id, Payout.state)
    rows = session.execute(live.join(Payout, Payout.id == PayoutLine.payout_id)).all()
    in_payouts = [row for row in rows if row.state in LIVE]
    times = Counter(row.earning_id for row in in_payouts)
    found += [f"{earning} is in {n} payouts" for earning, n in times.items() if n > 1]
    has = {row.earning_id: row.id for row in in_payouts}
    for each in session.scalars(select(Earning)):
        if each.payout_id != has.get(each.id):
            found.append(f"{each.id} says {each.payout_id}, lines say {has.get(each.id)}")
    lines: Counter[UUID] = Counter()
    for row in rows:
        lines[row.id] += row.amount_minor
    for payout in session.scalars(select(Payout)):
        rest = payout.carried_in_minor - payout.carried_out_minor
        if payout.earned.amount_minor != lines[payout.id] + rest:
            found.append(f"{payout.id} pays {payout.earned}, its lines {lines[payout.id]}")
    return [
        *found,
        *_unbalanced(session),
        *_unlike_the_journal(session),
        *_withheld_otherwise(session),
    ]


def _unbalanced(session) -> list[str]:
    total = 0
    for each in all_balances(session):
        by_debit = CHART[each.account.kind].family in GROWS_BY_DEBIT
        total += each.posted.amount_minor * (1 if by_debit else -1)
    return [f"the journal is off by {total}"] if total else []


def _unlike_the_journal(session) -> list[str]:
    """What is set aside for each is what their live payouts that were not sent come to."""
    found, planned = [], Counter()
    earned = func.sum(Payout.amount_minor + Payout.withheld_minor)
    sums = select(Payout.performer_id, Payout.currency, earned)
    waiting = sums.where(Payout.state.in_(("planned", "approved", "sending")))
    for performer_id, currency, amount in session.execute(
        waiting.group_by(Payout.performer_id, Payout.currency)
    ):
        planned[performer_id, currency] = int(amount)
    for each in all_balances(session):
        if each.account.kind is Kind.PERFORMER_PAYABLE:
            key = (each.account.owner, each.account.currency)
            if each.set_aside.amount_minor != planned[key]:
                found.append(f"{key}: {each.set_aside} set aside, {planned[key]} planned")
            if each.posted.amount_minor < each.set_aside.amount_minor:
                found.append(f"{key}: more set aside than there is")
    return found


def _withheld_otherwise(session) -> list[str]:
    """The tax office is owed what was withheld of payouts that were transferred and not reversed;
    what will be is waiting."""
    owed, waits, found = Counter(), Counter(), []
    of = Payout
    sums = select(of.currency, of.state, func.sum(of.withheld_minor)).group_by(
        of.currency, of.state
    )
    for currency, state, amount in session.execute(sums):
        if state in ("sent", "paid", "returned"):
            owed[currency] += int(amount)
        elif state != "void":
            waits[currency] += int(amount)
    books = {
        each.account.currency: (each.posted.amount_minor, each.coming.amount_minor)
        for each in all_balances(session)
        if each.account.kind is Kind.TAX_WITHHELD
    }
    for currency in owed | waits | books:
        should, is_ = (owed[currency], waits[currency]), books.get(currency, (0, 0))
        if should != is_:
            found.append(f"withheld in {currency}: {should} of payouts, {is_} in the journal")
    return found
