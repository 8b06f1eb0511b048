"""What clients do with their money. Stripe is asked between these, in `asking`."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.money import Money
from foundation.settings import Settings
from marketplace.budgets import queries as budgets
from payouts.funding import debts, invoicing, news, policy, queries, setting_aside, steps
from payouts.funding.errors import (
    CannotBeWithdrawn,
    CurrencyNotKept,
    FundingNotFound,
    KnownToStripe,
    NotFromItself,
    OtherCurrency,
    OwesLess,
)
from payouts.funding.models import Funding, FundingState, Means
from payouts.funding.steps import Seen
from payouts.intents import steps as intents
from payouts.intents.steps import Planned
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.sending import Sending


@dataclass(frozen=True, slots=True)
class Wanted:
    """`order_id` None: into the balance."""

    order_id: UUID | None
    amount: Money
    means: Means
    purchase_order: str = ""
    seen_minor: int | None = None
    """What the balance held when it was looked at: a second click finds it changed."""
    settles: bool = False
    """What is owed to us, and then it is for no order and not into the balance."""


def fund_order(wanted: Wanted, *, actor: Actor) -> UUID:
    """By whichever means."""
    by = fund_from_balance if wanted.means is Means.BALANCE else ask_to_fund
    return by(wanted, actor=actor)


def top_up(wanted: Wanted, *, actor: Actor) -> UUID:
    """Into the balance: orders take from it later."""
    if wanted.means is Means.BALANCE:
        raise NotFromItself
    if wanted.amount.currency not in queries.BALANCES:
        raise CurrencyNotKept
    return ask_to_fund(wanted, actor=actor)


def settle_debt(wanted: Wanted, *, actor: Actor) -> UUID:
    """By whichever means, the balance too; not more than is owed."""
    actor.require(policy.may_pay(actor))
    owed = _owed(wanted, actor)
    if owed.amount_minor < wanted.amount.amount_minor:
        raise OwesLess(owed)
    return fund_order(replace(wanted, order_id=None, settles=True), actor=actor)


def ask_to_fund(wanted: Wanted, *, actor: Actor) -> UUID:
    """A payment that the client means to make. Nothing is asked of Stripe yet."""
    with transaction() as session:
        funding = _asked(session, wanted, actor)
        audit.record(session, actor, "funding.asked", funding.id, means=wanted.means)
        return funding.id


def fund_from_balance(wanted: Wanted, *, actor: Actor) -> UUID:
    """At once: the money is here already."""
    with transaction() as session:
        funding = _asked(session, wanted, actor)
        setting_aside.from_balance(session, funding, seen_minor=wanted.seen_minor)
        audit.record(session, actor, "funding.set_aside", funding.id)
        news.tell(session, funding, news.PAID)
        return funding.id


def drop_payment(funding_id: UUID, *, actor: Actor) -> None:
    """One that was begun by mistake, or twice. Only where Stripe knows nothing of it."""
    with transaction() as session:
        funding = queries.visible(session, funding_id, actor, lock=True)
        if not policy.may_pay(actor):
            raise FundingNotFound
        if funding.state is not FundingState.ASKED:
            raise KnownToStripe
        funding.state = FundingState.FAILED
        audit.record(session, actor, "funding.dropped", funding.id)


def can_be_withdrawn(funding: Funding) -> bool:
    return funding.means is not Means.BALANCE and funding.state is FundingState.OPEN


def ask_to_withdraw(funding_id: UUID, *, actor: Actor) -> None:
    """What Stripe knows of. Whether somebody pays it in this moment, only Stripe knows."""
    with transaction() as session:
        funding = queries.visible(session, funding_id, actor, lock=True)
        actor.require(policy.may_pay(actor) or policy.may_see_all(actor))
        if not can_be_withdrawn(funding):
            raise CannotBeWithdrawn
        audit.record(session, actor, "funding.withdrawal_asked", funding.id)


def keep_withdrawn(funding_id: UUID, *, actor: Actor) -> None:
    """Once Stripe says so. The client is told, unless it was the client."""
    with transaction() as session:
        funding = session.get_one(Funding, funding_id, with_for_update=True)
        if funding.state is FundingState.FAILED:
            audit.record(session, actor, "funding.withdrawn", funding.id)
            news.tell(session, funding, news.WITHDRAWN, but=actor.id)


def plan(funding_id: UUID, about: str, sending: Sending, *, actor: Actor) -> Planned:
    """A request about it, kept before it is sent."""
    with transaction() as session:
        return intents.plan(session, about, funding_id, sending, actor=actor)


def keep_outcome(planned: Planned, outcome: Outcome[Any], made: str) -> None:
    with transaction() as session:
        intents.keep_outcome(session, planned, outcome, made)


def keep_made(
    funding_id: UUID, settings: Settings, *, checkout: str = "", invoice: str = ""
) -> None:
    """What Stripe made of it, by its id there. An invoice there has one of ours beside it."""
    with transaction() as session:
        funding = session.get_one(Funding, funding_id, with_for_update=True)
        funding.checkout_id = checkout or funding.checkout_id
        funding.invoice_id = invoice or funding.invoice_id
        if funding.state is FundingState.ASKED:
            funding.state = FundingState.OPEN
        if funding.invoice_id:
            invoicing.issue(session, funding, settings)


def take_in(funding_id: UUID, seen: Seen) -> str:
    with transaction() as session:
        funding = session.get_one(Funding, funding_id, with_for_update=True)
        return steps.take_in(session, funding, seen)


def _owed(wanted: Wanted, actor: Actor) -> Money:
    session = db.session()
    client_id = queries.own_client(actor)
    found = debts.debt_in(session, client_id, wanted.amount.currency)
    session.rollback()
    return found


def _asked(session: Session, wanted: Wanted, actor: Actor) -> Funding:
    actor.require(policy.may_pay(actor))
    client_id = actor.on_behalf_of
    if wanted.order_id is not None:
        budget = budgets.visible(session, wanted.order_id, actor)
        if budget.currency != wanted.amount.currency:
            raise OtherCurrency(budget.currency)
        client_id = budget.client_id
    if client_id is None:
        raise TypeError("who may pay pays for an organisation")
    funding = Funding(
        client_id=client_id,
        order_id=wanted.order_id,
        means=wanted.means,
        amount_minor=wanted.amount.amount_minor,
        currency=wanted.amount.currency,
        asked_by=actor.id,
        purchase_order=wanted.purchase_order,
        settles=wanted.settles,
    )
    session.add(funding)
    session.flush()
    return funding
