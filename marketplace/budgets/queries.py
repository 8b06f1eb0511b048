"""What is asked about budgets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from foundation import hooks
from foundation.actors import Actor, Power
from foundation.formats import money
from foundation.hooks import Queue, Waiting
from foundation.money import Money
from marketplace.budgets import policy
from marketplace.budgets.asking import Coming, coming, wanted
from marketplace.budgets.errors import BudgetNotFound
from marketplace.budgets.models import Budget, Commitment, Confirmation
from marketplace.budgets.steps import budget_of, find_budget

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A budget beside what its order costs at most."""

    budget: Budget
    number: str
    client: str
    wanted: Money
    coming: Coming | None = None

    @property
    def missing(self) -> Money:
        """Not here yet."""
        gap = self.wanted - self.budget.confirmed
        return gap if gap.amount_minor > 0 else Money(0, gap.currency)

    @property
    def to_pay(self) -> Money:
        """What is neither here nor on its way: all that its client is asked for."""
        if self.coming is None:
            return self.missing
        rest = self.missing - self.coming.amount
        return rest if rest.amount_minor > 0 else Money(0, rest.currency)


def may_reach(
    order_id: InstrumentedAttribute[UUID], pay_minor: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """Of a row that waits for its money: so much of it is free, our fee aside, that asking `commit`
    is worth a lock. Where it says no, `commit` would."""
    of = Budget
    free = of.confirmed_minor - of.committed_minor
    return select(of.id).where(of.order_id == order_id, free >= pay_minor).exists()


def queues_in(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`."""
    unconfirmed = select(func.count(), func.min(Budget.made_at)).where(Budget.confirmed_minor == 0)
    yield Queue("Orders that wait for their money", *session.execute(unconfirmed).one())


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`: of those who bind the client whose order it is."""
    if actor.on_behalf_of is None or Power.SIGN_LICENCES not in actor.powers:
        return
    for each in missing_money(session, actor.on_behalf_of):
        url, rest = f"/budgets/{each.budget.order_id}", each.to_pay
        if each.coming is None:
            yield Waiting(f"Set money aside for {each.number}", url)
        elif rest.amount_minor:
            more = money(rest.amount_minor, rest.currency)
            said = f"Set {more} more aside for {each.number}. On its way: {each.coming.said}"
            yield Waiting(said, url)
        else:
            said = f"On its way for {each.number}: {each.coming.said}"
            yield Waiting(said, url, comes_by_itself=True)


def visible(session: Session, order_id: UUID, actor: Actor) -> Budget:
    """To people of other organisations it does not exist."""
    found = find_budget(session, order_id)
    if found is None:
        raise BudgetNotFound
    if not policy.may_view(actor, found):
        raise BudgetNotFound
    return found


def missing_money(session: Session, client_id: UUID | None = None) -> list[Asked]:
    """Those that hold less than their orders cost, the oldest first; of everybody without a
    client."""
    return [each for each in reversed(newest(session, client_id)) if each.missing.amount_minor]


def newest(session: Session, client_id: UUID | None = None) -> list[Asked]:
    wanted = select(Budget).order_by(Budget.made_at.desc(), Budget.id).limit(MOST_SHOWN)
    if client_id is not None:
        wanted = wanted.where(Budget.client_id == client_id)
    return asked_of(session, session.scalars(wanted).all())


def asked_of(session: Session, budgets: Sequence[Budget]) -> list[Asked]:
    orders = [each.order_id for each in budgets]
    costs, numbers = wanted(session, orders), hooks.references(session, orders)
    names = hooks.names(session, [each.client_id for each in budgets])
    on_the_way = coming(session, orders)
    return [
        Asked(
            each,
            numbers.get(each.order_id, "An order"),
            names.get(each.client_id, "A client"),
            costs.get(each.order_id, Money(0, each.currency)),
            on_the_way.get(each.order_id),
        )
        for each in budgets
    ]


def asked_for_one(session: Session, order_id: UUID) -> Asked:
    return asked_of(session, [budget_of(session, order_id)])[0]


def confirmations(session: Session, budget: Budget) -> Sequence[Confirmation]:
    of = Confirmation
    wanted = select(of).where(of.budget_id == budget.id)
    return session.scalars(wanted.order_by(of.confirmed_at.desc(), of.id)).all()


def commitments(session: Session, budget: Budget) -> Sequence[Commitment]:
    """What is promised to somebody now."""
    of = Commitment
    wanted = select(of).where(of.budget_id == budget.id, of.amount_minor > 0)
    return session.scalars(wanted.order_by(of.made_at.desc(), of.id)).all()
