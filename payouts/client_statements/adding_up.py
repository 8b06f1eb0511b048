"""A client's statement: what there was, what came and went by order, what there is; and proof that
it is what the books say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.statements import among
from marketplace.clients.models import Client
from payouts.client_statements.accounts import accounts_of
from payouts.client_statements.errors import DoesNotAddUp, NoSuchClient
from payouts.client_statements.movements import Movement, Place, What, by_place, movements
from payouts.client_statements.periods import Period
from payouts.funding import policy
from payouts.funding.invoice_models import IssuedInvoice
from payouts.funding.models import Funding, FundingState
from payouts.journal.balances import Balance, Moment, balances_of
from payouts.journal.chart import Account, Kind

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Spend:
    """Of one order; where there is none of the balance, or of what is owed beside all orders. What
    there is less what is owed."""

    order_id: UUID | None
    of_debt: bool
    currency: str
    before: int
    moved: Mapping[What, int]

    @property
    def after(self) -> int:
        return self.before + sum(self.moved.values())


@dataclass(slots=True)
class Total:
    """Of all orders and the balance, in one currency."""

    currency: str
    before: int = 0
    moved: Counter[What] = field(default_factory=Counter)
    set_aside: int = 0
    """At the end, for orders."""
    balance: int = 0
    owed: int = 0
    going_back: int = 0
    """Of what is there: asked to be given back, and not gone yet."""

    @property
    def after(self) -> int:
        return self.before + sum(self.moved.values())


@dataclass(frozen=True, slots=True)
class Statement:
    client_id: UUID
    period: Period
    totals: Sequence[Total]
    spends: Sequence[Spend]
    payments: Sequence[Funding]
    """What was paid or asked for in it: with their invoices and receipts."""
    invoices: Mapping[UUID, str]
    """By payment, the number of our invoice."""

    @property
    def orders(self) -> set[UUID]:
        of_payments = {each.order_id for each in self.payments if each.order_id}
        return of_payments | {each.order_id for each in self.spends if each.order_id}


def statement(session: Session, client_id: UUID, period: Period, actor: Actor) -> Statement:
    """To people of other organisations it does not exist."""
    if not policy.may_see(actor, client_id) or session.get(Client, client_id) is None:
        raise NoSuchClient
    return made(session, client_id, period)


def made(session: Session, client_id: UUID, period: Period) -> Statement:
    """Added up again where somebody posted between the two sums of it."""
    for _ in range(_TRIES - 1):
        try:
            return _made(session, client_id, period)
        except DoesNotAddUp:
            continue
    return _made(session, client_id, period)


def _made(session: Session, client_id: UUID, period: Period) -> Statement:
    earlier = movements(session, client_id, None, period.start)
    within = movements(session, client_id, period.start, period.end)
    accounts = accounts_of(session, client_id)
    began = _balances(session, accounts, Moment(effective=period.before))
    ended = _balances(session, accounts, Moment(effective=period.until))
    refuse_otherwise(accounts, earlier, began)
    refuse_otherwise(accounts, [*earlier, *within], ended)
    spends = _spends(earlier, within)
    payments = _payments(session, client_id, period)
    return Statement(
        client_id,
        period,
        _totals(spends, accounts, ended),
        spends,
        payments,
        _invoices(session, payments),
    )


def refuse_otherwise(
    accounts: Mapping[UUID, Account], moved: Sequence[Movement], said: Mapping[UUID, Balance]
) -> None:
    """Each account by itself, to the minor unit: as we added up, and as the journal does."""
    sums: Counter[UUID] = Counter()
    for each in moved:
        sums[each.account_id] += each.minor
    for account_id in accounts.keys() | sums.keys():
        known = said.get(account_id)
        there = known.posted.amount_minor if known else 0
        if account_id not in accounts or sums[account_id] != _side(accounts[account_id]) * there:
            raise DoesNotAddUp


def _side(account: Account) -> int:
    """What a client owes counts against them."""
    return -1 if account.kind is Kind.RECEIVABLE_CLIENT else 1


def _balances(
    session: Session, accounts: Mapping[UUID, Account], at: Moment
) -> dict[UUID, Balance]:
    return {each.account.id: each for each in balances_of(session, list(accounts), at)}


def _spends(earlier: list[Movement], within: list[Movement]) -> list[Spend]:
    before = {place: sum(each.minor for each in some) for place, some in by_place(earlier).items()}
    moved: dict[Place, Counter[What]] = {place: Counter() for place in before}
    for place, some in by_place(within).items():
        counted = moved.setdefault(place, Counter())
        for movement in some:
            counted[movement.what] += movement.minor
    found = [
        Spend(place.order_id, place.of_debt, place.currency, before.get(place, 0), counted)
        for place, counted in moved.items()
    ]
    shown = [each for each in found if each.before or any(each.moved.values())]
    return sorted(shown, key=lambda each: (each.currency, str(each.order_id or ""), each.of_debt))


def _totals(
    spends: Sequence[Spend], accounts: Mapping[UUID, Account], ended: Mapping[UUID, Balance]
) -> list[Total]:
    found: dict[str, Total] = {}
    for each in spends:
        total = found.setdefault(each.currency, Total(each.currency))
        total.before += each.before
        total.moved.update(each.moved)
    for account_id, balance in ended.items():
        account, minor = accounts[account_id], balance.posted.amount_minor
        total = found.setdefault(account.currency, Total(account.currency))
        total.going_back += balance.set_aside.amount_minor
        if account.kind is Kind.ORDER_FUNDS:
            total.set_aside += minor
        elif account.kind is Kind.CLIENT_BALANCE:
            total.balance += minor
        else:
            total.owed += minor
    return [found[currency] for currency in sorted(found)]


def _payments(session: Session, client_id: UUID, period: Period) -> Sequence[Funding]:
    of = Funding
    asked = (of.asked_at >= period.start) & (of.asked_at < period.end)
    paid = (of.paid_at >= period.start) & (of.paid_at < period.end)
    wanted = select(of).where(
        of.client_id == client_id,
        or_(paid, asked & of.paid_at.is_(None) & (of.state != FundingState.FAILED)),
    )
    return session.scalars(wanted.order_by(of.asked_at.desc(), of.id)).all()


def _invoices(session: Session, payments: Sequence[Funding]) -> dict[UUID, str]:
    of = IssuedInvoice
    wanted = select(of.funding_id, of.number).where(
        among(session, of.funding_id, [each.id for each in payments])
    )
    return {funding_id: number for funding_id, number in session.execute(wanted)}
