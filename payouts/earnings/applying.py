"""Taking a reduction: from what is held, then from what is payable, then from what comes later; of
other earnings never more than a share. The client has it back at once, the fee on it too."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.money import Money
from marketplace.budgets.fee import fee_on
from marketplace.facts.models import FactKind, FactOutcome
from marketplace.facts.steps import record_settlement
from payouts.earnings.collecting import share_of
from payouts.earnings.holding import end_with_nothing_left
from payouts.earnings.models import Earning, EarningState
from payouts.earnings.reduction_models import Reduction, ReductionState, ReductionStep, Source
from payouts.journal.balances import balance
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line, post

_SOURCES = {EarningState.HELD: Source.HELD, EarningState.PAYABLE: Source.PAYABLE}
_KINDS = {Source.HELD: Kind.PERFORMER_HELD, Source.PAYABLE: Kind.PERFORMER_PAYABLE}


class _Part(NamedTuple):
    account: Account
    minor: int


def apply(session: Session, reduction: Reduction, earning: Earning) -> None:
    """A step, under the reduction's lock: all of it, once."""
    before = _applied_before(session, earning)
    debits = list(_taken(session, reduction))
    reduction.later_minor = reduction.amount_minor - sum(each.minor for each in debits)
    if reduction.later_minor:
        owed = Account(Kind.RECEIVABLE_PERFORMER, earning.performer_id, earning.currency)
        debits.append(_Part(owed, reduction.later_minor))
    fee = _fee_on_it(earning, before, reduction.amount_minor)
    if fee:
        debits.append(_Part(platform(Kind.PLATFORM_FEE, earning.currency), fee))
    credits = _given_back(session, earning, reduction.amount_minor + fee)
    lines = [
        Line(debit, credit, Money(minor, earning.currency), Purpose.REDUCE, reduction.id)
        for debit, credit, minor in _matched(debits, credits)
    ]
    post(session, f"reduce:{reduction.id}", lines)
    reduction.state, reduction.ended_at = ReductionState.APPLIED, now()
    session.flush()


def _taken(session: Session, reduction: Reduction) -> Iterator[_Part]:
    """Locked by id, as pay runs and holds lock them; taken from in the order that is promised."""
    wanted = (
        select(Earning)
        .where(Earning.performer_id == reduction.performer_id)
        .where(Earning.currency == reduction.currency, Earning.state.in_(_SOURCES))
        .order_by(Earning.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    missing = reduction.amount_minor
    for each in sorted(session.scalars(wanted), key=lambda row: _place(row, reduction)):
        own = each.id == reduction.earning_id
        most = each.left.amount_minor if own else share_of(each) - each.netted_minor
        minor = min(missing, most, each.left.amount_minor)
        if minor <= 0:
            continue
        missing -= minor
        source = _SOURCES[each.state]
        _take(session, reduction, each, source, minor)
        yield _Part(Account(_KINDS[source], each.performer_id, each.currency), minor)


def _place(earning: Earning, reduction: Reduction) -> tuple[bool, bool, str]:
    """Held before payable, of each the earning that it is about first, then what is due last."""
    held = earning.state is EarningState.HELD
    return not held, earning.id != reduction.earning_id, _latest_first(earning)


def _latest_first(earning: Earning) -> str:
    return f"{10**9 - earning.pay_by.toordinal():010} {earning.id}"


def _take(
    session: Session, reduction: Reduction, earning: Earning, source: Source, minor: int
) -> None:
    earning.taken_minor += minor
    if earning.id != reduction.earning_id:
        earning.netted_minor += minor
    step = ReductionStep(
        reduction_id=reduction.id, earning_id=earning.id, source=source.value, amount_minor=minor
    )
    session.add(step)
    if not earning.left.amount_minor:
        if earning.state is EarningState.HELD:
            end_with_nothing_left(session, earning)
        earning.state = EarningState.NOTHING_LEFT
        record_settlement(session, [earning.fact_id], FactOutcome.NOTHING_LEFT, now())
    session.flush()


def _given_back(session: Session, earning: Earning, minor: int) -> Sequence[_Part]:
    """What the client still owes us first, then to the order's funds. What was our own money is
    ours again."""
    currency = earning.currency
    if earning.kind == FactKind.REMEDY.value:
        return [_Part(platform(Kind.REMEDIES, currency), minor)]
    owing = Account(Kind.RECEIVABLE_CLIENT, earning.client_id, currency)
    owed = max(0, min(minor, balance(session, owing).posted.amount_minor))
    funds = Account(Kind.ORDER_FUNDS, earning.order_id, currency)
    return [part for part in (_Part(owing, owed), _Part(funds, minor - owed)) if part.minor]


def _applied_before(session: Session, earning: Earning) -> int:
    of = Reduction
    wanted = select(func.coalesce(func.sum(of.amount_minor), 0)).where(
        of.earning_id == earning.id, of.state == ReductionState.APPLIED
    )
    return int(session.scalar(wanted) or 0)


def _fee_on_it(earning: Earning, before: int, minor: int) -> int:
    """So that what stays of the fee is the fee on what stays."""
    if not earning.fee_minor:
        return 0
    stood = Money(earning.amount_minor - before, earning.currency)
    stays = Money(stood.amount_minor - minor, earning.currency)
    return (fee_on(stood) - fee_on(stays)).amount_minor


def _matched(
    debits: Sequence[_Part], credits: Sequence[_Part]
) -> Iterator[tuple[Account, Account, int]]:
    """Both sides come to the same; each line takes what fits."""
    waiting = list(credits)
    for account, minor in debits:
        missing = minor
        while missing:
            to, room = waiting.pop(0)
            part = min(missing, room)
            yield account, to, part
            missing -= part
            if room > part:
                waiting.insert(0, _Part(to, room - part))
