"""What a client owes us, why, and since when; and what follows once it is paid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.formats import day, money
from foundation.hooks import Waiting
from foundation.money import Money, as_decimal
from marketplace.budgets.asking import Coming
from marketplace.clients.models import Client
from payouts.funding import covering, policy, queries
from payouts.funding.accounts import balance_of, owed_by
from payouts.funding.models import Funding
from payouts.journal.balances import balance, balances_of
from payouts.journal.chart import Kind, Purpose
from payouts.journal.models import MOVED, JournalAccount, Posting
from payouts.journal.posting import Line, post

DUE_AFTER = timedelta(days=14)
"""As our invoices are due."""
_BECAUSE = {
    Purpose.DISPUTE: "your bank took payments back",
    Purpose.RETURN: "your bank took payments back",
    Purpose.EARN: "work that you approved cost more than was set aside for it",
    Purpose.FEE: "work that you approved cost more than was set aside for it",
}


@dataclass(frozen=True, slots=True)
class Debt:
    """In one currency."""

    amount: Money
    since: datetime
    """When they began to owe: until then everything was paid."""
    because: Sequence[str]
    coming: Coming | None = None

    @property
    def to_pay(self) -> Money:
        """What is not on its way already."""
        rest = self.amount - self.coming.amount if self.coming else self.amount
        return rest if rest.amount_minor > 0 else Money(0, rest.currency)

    @property
    def due_at(self) -> datetime:
        return self.since + DUE_AFTER

    @property
    def is_overdue(self) -> bool:
        return now() >= self.due_at

    @property
    def plain(self) -> str:
        """As one types it; nothing where nothing is to be paid."""
        rest = self.to_pay
        return as_decimal(rest.amount_minor, rest.currency) if rest.amount_minor else ""

    @property
    def why(self) -> str:
        return " and ".join(self.because)


def debts(session: Session, client_id: UUID) -> list[Debt]:
    of = JournalAccount
    theirs = select(of.id).where(of.kind == Kind.RECEIVABLE_CLIENT.value, of.owner_id == client_id)
    found = balances_of(session, list(session.scalars(theirs)))
    coming = queries.coming_to_settle(session, client_id) if found else {}
    return [
        Debt(each.posted, *_since(session, each.account.id), coming.get(each.account.currency))
        for each in found
        if each.posted.amount_minor > 0
    ]


def debt_in(session: Session, client_id: UUID, currency: str) -> Money:
    """Nothing, rather than below it."""
    owed = balance(session, owed_by(client_id, currency)).posted
    return owed if owed.amount_minor > 0 else Money(0, currency)


def in_the_way(session: Session, client_id: UUID) -> Iterator[str]:
    """For `budgets.asking.in_the_way_in`: why nothing new of theirs is posted."""
    for each in debts(session, client_id):
        if each.is_overdue:
            amount = money(each.amount.amount_minor, each.amount.currency)
            yield (
                f"Your organisation owes us {amount} since {day(each.since.date())}, because"
                f" {each.why}. Pay it first, on the page of your payments."
            )


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if actor.on_behalf_of is None or not policy.may_pay(actor):
        return
    for each in debts(session, actor.on_behalf_of):
        rest = money(each.to_pay.amount_minor, each.to_pay.currency)
        if each.coming is None:
            yield Waiting(f"Pay the {rest} that you owe", "/funding", each.due_at)
        elif each.to_pay.amount_minor:
            said = f"Pay {rest} more of what you owe. On its way: {each.coming.said}"
            yield Waiting(said, "/funding", each.due_at)
        else:
            said = f"On its way for what you owe: {each.coming.said}"
            yield Waiting(said, "/funding", comes_by_itself=True)


def settled(session: Session, funding: Funding) -> None:
    """A step, after its posting: what was paid beyond the debt is theirs, and what orders stood for
    is theirs to promise again."""
    even_out(session, funding, f"settled {funding.id}")
    owed = debt_in(session, funding.client_id, funding.currency)
    covering.uncover(session, funding, owed)


def even_out(session: Session, funding: Funding, cause: str) -> None:
    """A step: where they have paid more than they owe, the rest is in their balance. Two who pay at
    once queue for the client's row, and the second finds what the first has paid."""
    client = select(Client.id).where(Client.id == funding.client_id)
    session.execute(client.with_for_update(key_share=True))
    owing = owed_by(funding.client_id, funding.currency)
    there = balance(session, owing).posted
    if there.amount_minor < 0:
        theirs = balance_of(funding.client_id, funding.currency)
        line = Line(owing, theirs, -there, Purpose.CORRECT, funding.id)
        post(session, f"overpaid:{cause}", [line])


def _since(session: Session, account_id: UUID) -> tuple[datetime, list[str]]:
    """When it last was nothing, and what it came about by since then."""
    of = Posting
    rows = session.execute(
        select(of.recorded_at, of.purpose, of.amount_minor, of.debit_id == account_id)
        .where((of.debit_id == account_id) | (of.credit_id == account_id))
        .where(of.phase.in_(MOVED))
        .order_by(of.recorded_at, of.id)
    )
    since, owed, because = now(), 0, dict[str, int]()
    for at, purpose, minor, is_more in rows:
        if owed <= 0:
            since, because = at, {}
        owed += minor if is_more else -minor
        reason = _BECAUSE.get(Purpose(purpose))
        if reason:
            because[reason] = because.get(reason, 0) + (minor if is_more else -minor)
    return since, [reason for reason, minor in because.items() if minor > 0] or ["of a correction"]
