"""What the law makes us keep back of a payment whose payee gave no identification. Asked by whoever
plans payouts; it decides nothing else and changes nothing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.money import Money
from foundation.statements import among
from payouts.earnings.models import Earning
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line
from payouts.pay_runs.models import Payout, PayoutLine, PayoutState
from payouts.taxes import totals
from payouts.taxes.standing import Standing, standings
from payouts.taxes.thresholds import CURRENCY, TaxClass, YearRules, class_of, rules_of

_UNDER_WAY = (
    PayoutState.PLANNED,
    PayoutState.APPROVED,
    PayoutState.SENDING,
    PayoutState.SENT,
)


class Because(StrEnum):
    UNDECLARED = "undeclared"
    """Foreign status is asked for first: of whom nobody knows it, nothing is withheld. Whoever
    plans says that it is missing, and may hold the payment by name."""
    FOREIGN = "foreign"
    FORM_THERE = "form_there"
    OTHER_CURRENCY = "other_currency"
    """The table is in US dollars and nothing is converted: a person decides."""
    BELOW = "below"
    FORM_MISSING = "form_missing"
    """The one reason to withhold."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A payment that is being planned: what of it is for which kind of work."""

    performer_id: UUID
    currency: str
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Withheld:
    amount: Money
    because: Because


def withheld(session: Session, coming: Sequence[Coming], year: int) -> list[Withheld]:
    """Of each payment, in the order given; for all of them at once. One payment a payee: what is
    under way already counts, what is asked about here must not be under way."""
    payees = {each.performer_id for each in coming}
    known = standings(session, payees)
    liable = [each for each in payees if known[each].is_us and not known[each].has_form]
    rules = rules_of(year)
    had = _had(session, liable, year)
    before = _reported(session, liable, year - 1)
    return [
        _one(each, known[each.performer_id], rules, had[each.performer_id], before)
        for each in coming
    ]


def line(payout_id: UUID, performer_id: UUID, amount: Money) -> Line:
    """Its posting: to be made together with the payout's own, which is smaller by it."""
    payable = Account(Kind.PERFORMER_PAYABLE, performer_id, amount.currency)
    tax = platform(Kind.TAX_WITHHELD, amount.currency)
    return Line(payable, tax, amount, Purpose.WITHHOLD, payout_id)


def _one(
    each: Coming,
    known: Standing,
    rules: YearRules,
    had: Mapping[TaxClass, int],
    reported_before: Collection[tuple[UUID, TaxClass]],
) -> Withheld:
    nothing = Money(0, each.currency)
    if known.declaration is None:
        return Withheld(nothing, Because.UNDECLARED)
    if not known.is_us:
        return Withheld(nothing, Because.FOREIGN)
    if known.has_form:
        return Withheld(nothing, Because.FORM_THERE)
    if each.currency != CURRENCY:
        return Withheld(nothing, Because.OTHER_CURRENCY)
    classes: dict[TaxClass, int] = defaultdict(int)
    for kind, minor in each.kinds.items():
        classes[class_of(kind)] += minor
    liable = sum(
        minor
        for of, minor in classes.items()
        if had.get(of, 0) + minor >= rules.from_minor[of]
        or (each.performer_id, of) in reported_before
    )
    amount = Money(max(liable, 0), each.currency).times(rules.rate)
    return Withheld(amount, Because.FORM_MISSING if amount.amount_minor else Because.BELOW)


def _had(
    session: Session, payees: Collection[UUID], year: int
) -> Mapping[UUID, Mapping[TaxClass, int]]:
    """This year so far: with banks, or under way there."""
    found: dict[UUID, dict[TaxClass, int]] = defaultdict(lambda: defaultdict(int))
    for total in totals.totals(session, year, payees):
        if total.currency == CURRENCY:
            for of, minor in total.classes.items():
                found[total.performer_id][of] += minor
    rows = session.execute(
        select(Earning.performer_id, Earning.kind, func.sum(PayoutLine.amount_minor))
        .join(PayoutLine, PayoutLine.earning_id == Earning.id)
        .join(Payout, Payout.id == PayoutLine.payout_id)
        .where(Payout.state.in_(_UNDER_WAY), Payout.currency == CURRENCY)
        .where(among(session, Payout.performer_id, payees))
        .group_by(Earning.performer_id, Earning.kind)
    )
    for performer_id, kind, amount in rows:
        found[performer_id][class_of(kind)] += int(amount)
    return found


def _reported(
    session: Session, payees: Collection[UUID], year: int
) -> frozenset[tuple[UUID, TaxClass]]:
    rules = rules_of(year)
    return frozenset(
        (total.performer_id, each)
        for total in totals.totals(session, year, payees)
        for each in total.reached(rules)
    )
