"""What the law makes us keep back of a payment whose payee gave no identification. Pay runs ask,
when they plan and again before they are approved; it decides and changes nothing else."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from foundation.money import Money
from foundation.statements import among
from payouts.earnings.models import Earning, Settlement
from payouts.earnings.with_banks import is_with_a_bank
from payouts.pay_runs import asking
from payouts.pay_runs.asking import Coming
from payouts.pay_runs.models import Payout, PayoutLine, PayoutState
from payouts.taxes import saying, totals
from payouts.taxes.standing import Standing, standings
from payouts.taxes.thresholds import CURRENCY, TaxClass, YearRules, class_of, rules_of

_UNDER_WAY = (PayoutState.APPROVED, PayoutState.SENDING, PayoutState.SENT)
"""A plan that nobody approved may never be: it is counted again when it is approved."""


class Because(StrEnum):
    UNDECLARED = "undeclared"
    """Foreign status is asked for first: of whom nobody knows it, nothing is withheld. They were
    asked, and finance sees whose word is missing."""
    FOREIGN = "foreign"
    FORM_THERE = "form_there"
    OTHER_CURRENCY = "other_currency"
    """The table is in US dollars and nothing is converted: a person decides."""
    BELOW = "below"
    FORM_MISSING = "form_missing"
    """The one reason to withhold."""


@dataclass(frozen=True, slots=True)
class Withheld:
    amount: Money
    because: Because
    liable: Money
    """Of how much it is withheld: not of classes that are below."""


def of_payments(session: Session, coming: Sequence[Coming], year: int) -> Sequence[asking.Withheld]:
    """For `asking.withheld_in`: how much, and why, for people."""
    rules = rules_of(year)
    return [
        asking.Withheld(each.amount.amount_minor, _said(each, rules))
        for each in withheld(session, coming, year)
    ]


def withheld(session: Session, coming: Sequence[Coming], year: int) -> list[Withheld]:
    """Of each payment, in the order given; for all of them at once, one for a payee and currency.
    What is approved already counts, so what is asked about here must not be."""
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


def _said(found: Withheld, rules: YearRules) -> str:
    match found.because:
        case Because.FORM_MISSING:
            return saying.withheld_because(found.liable, rules)
        case Because.BELOW:
            return saying.nothing_withheld_yet(rules)
        case Because.OTHER_CURRENCY:
            return saying.nothing_withheld_of(found.liable.currency, rules)
    return ""


def _one(
    each: Coming,
    known: Standing,
    rules: YearRules,
    had: Mapping[TaxClass, int],
    reported_before: Collection[tuple[UUID, TaxClass]],
) -> Withheld:
    nothing = Money(0, each.currency)
    if known.declaration is None:
        return Withheld(nothing, Because.UNDECLARED, nothing)
    if not known.is_us:
        return Withheld(nothing, Because.FOREIGN, nothing)
    if known.has_form:
        return Withheld(nothing, Because.FORM_THERE, nothing)
    if each.currency != CURRENCY:
        return Withheld(nothing, Because.OTHER_CURRENCY, nothing)
    classes: dict[TaxClass, int] = defaultdict(int)
    for kind, minor in each.kinds.items():
        classes[class_of(kind)] += minor
    liable_minor = sum(
        minor
        for of, minor in classes.items()
        if had.get(of, 0) + minor >= rules.from_minor[of]
        or (each.performer_id, of) in reported_before
    )
    liable = Money(max(liable_minor, 0), each.currency)
    amount = liable.times(rules.rate)
    because = Because.FORM_MISSING if amount.amount_minor else Because.BELOW
    return Withheld(amount, because, liable)


def _had(
    session: Session, payees: Collection[UUID], year: int
) -> Mapping[UUID, Mapping[TaxClass, int]]:
    """This year so far: with banks, or under way there. By one statement, because what is under way
    may arrive between two, and would be in both or in neither."""
    found: dict[UUID, dict[TaxClass, int]] = defaultdict(lambda: defaultdict(int))
    if not payees:
        return found
    start, end = totals.bounds(year)
    of = Earning
    paid = (
        select(of.performer_id, of.kind, Settlement.amount_minor)
        .join(Settlement, Settlement.earning_id == of.id)
        .where(Settlement.at >= start, Settlement.at < end, is_with_a_bank())
        .where(of.currency == CURRENCY, among(session, of.performer_id, payees))
    )
    under_way = (
        select(of.performer_id, of.kind, PayoutLine.amount_minor)
        .join(PayoutLine, PayoutLine.earning_id == of.id)
        .join(Payout, Payout.id == PayoutLine.payout_id)
        .where(Payout.state.in_(_UNDER_WAY), Payout.currency == CURRENCY)
        .where(among(session, Payout.performer_id, payees))
    )
    both = union_all(paid, under_way).subquery()
    rows = session.execute(
        select(both.c.performer_id, both.c.kind, func.sum(both.c.amount_minor)).group_by(
            both.c.performer_id, both.c.kind
        )
    )
    for performer_id, kind, amount in rows:
        found[performer_id][class_of(kind)] += int(amount)
    return found


def _reported(
    session: Session, payees: Collection[UUID], year: int
) -> frozenset[tuple[UUID, TaxClass]]:
    if not payees:
        return frozenset()
    rules = rules_of(year)
    return frozenset(
        (total.performer_id, each)
        for total in totals.totals(session, year, payees)
        for each in total.reached(rules)
    )
