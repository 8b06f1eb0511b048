"""Writing down what Stripe says of a payment. Every posting has the key of the movement at Stripe
that it stands for, so that however often and in whatever order it is read, it counts once."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.money import Money
from foundation.workdays import after_working_days
from marketplace.budgets import steps as budgets
from payouts.funding import debts, disputing, news
from payouts.funding.accounts import balance_of, ours, owed_by, target_of
from payouts.funding.covering import cover
from payouts.funding.errors import StripeDiffers
from payouts.funding.models import Funding, FundingState, GivingBack, GivingBackState
from payouts.funding.naming import GIVEN_BACK
from payouts.funding.queries import DEBIT_DAYS
from payouts.journal.chart import Account, Kind, Purpose
from payouts.journal.posting import Line, post
from payouts.journal.resolving import post_pending
from payouts.stripe_gateway.balance_transactions import BalanceTransaction
from payouts.stripe_gateway.disputes import Dispute
from payouts.stripe_gateway.payments import Payment, Stage
from payouts.stripe_gateway.refunds import Refund, State


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement at Stripe, and what it is about."""

    refund: Refund
    movement: BalanceTransaction | None
    came_back: BalanceTransaction | None
    """Where it could not be delivered."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What Stripe says of one payment."""

    payment: Payment | None = None
    """None: nobody has tried to pay yet."""
    over: bool = False
    """Nobody can pay any more."""
    invoice_number: str = ""
    arrival: BalanceTransaction | None = None
    refunds: tuple[Moved, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    used_up: bool = False
    """The client is through with the page, and cannot pay there once more."""


def take_in(session: Session, funding: Funding, seen: Seen) -> str:
    funding.invoice_number = seen.invoice_number or funding.invoice_number
    if seen.payment is not None:
        _keep_payment(session, funding, seen.payment, seen)
    if seen.over and funding.state in (FundingState.ASKED, FundingState.OPEN):
        funding.state = FundingState.FAILED
    for moved in seen.refunds:
        _keep_refund(session, funding, moved)
    funding.disputed = any(not each.over for each in seen.disputes)
    for dispute in seen.disputes:
        _keep_dispute(session, funding, dispute)
    disputing.keep(session, funding, seen.disputes)
    session.flush()
    return str(funding.state)


def _keep_payment(session: Session, funding: Funding, payment: Payment, seen: Seen) -> None:
    if payment.metadata.get("funding", str(funding.id)) != str(funding.id):
        raise StripeDiffers
    funding.payment_id, funding.failure = payment.id, payment.failure
    if payment.stage is Stage.SUCCEEDED and seen.arrival is not None:
        _arrive(session, funding, seen.arrival)
    elif funding.state is not FundingState.PAID:
        _on_its_way(session, funding, payment, seen.used_up)


def _on_its_way(session: Session, funding: Funding, payment: Payment, used_up: bool) -> None:
    """Who hears of a debit only when it is over has never seen it on its way: then the page that
    is used up says so."""
    over = used_up or payment.stage is Stage.CANCELED
    if payment.stage is Stage.SUCCEEDED:
        return  # The movement that it made is yet to be seen.
    if payment.stage is Stage.PROCESSING:
        if funding.state is not FundingState.PROCESSING:
            funding.available_at = after_working_days(now(), DEBIT_DAYS)
        funding.state = FundingState.PROCESSING
    elif funding.state is FundingState.PROCESSING or (
        over and funding.state is not FundingState.FAILED
    ):
        # The bank refused what it had taken on.
        funding.state, funding.available_at = FundingState.FAILED, None
        news.tell(session, funding, news.FAILED)


def _arrive(session: Session, funding: Funding, arrival: BalanceTransaction) -> None:
    if arrival.amount != funding.amount:
        raise StripeDiffers
    pending = ours(Kind.STRIPE_PENDING, funding.currency)
    fees, target = ours(Kind.STRIPE_FEES, funding.currency), target_of(funding)
    lines = [Line(pending, target, arrival.net, Purpose.FUND, funding.id)]
    if arrival.fee.amount_minor:
        lines.append(Line(fees, target, arrival.fee, Purpose.STRIPE_FEE, funding.id))
    new = post(session, f"fund:{arrival.id}", lines, effective_at=arrival.created_at).new
    if new:
        funding.state, funding.paid_at = FundingState.PAID, now()
        funding.available_at = arrival.available_at
        confirm(session, funding, funding.amount, f"payment {funding.payment_id}")
        audit.record(session, SYSTEM, "funding.paid", funding.id)
        if funding.settles:
            debts.settled(session, funding)
        news.tell(session, funding, news.PAID)
    if not arrival.pending and not funding.is_available:
        available = ours(Kind.STRIPE_AVAILABLE, funding.currency)
        settled = [Line(available, pending, arrival.net, Purpose.SETTLE, funding.id)]
        post(session, f"available:{arrival.id}", settled, effective_at=arrival.available_at)
        funding.is_available = True


def confirm(session: Session, funding: Funding, amount: Money, cause: str) -> None:
    """Of the order's budget, where it is for one. Below zero it takes back what is free."""
    if funding.order_id is not None:
        budgets.confirm(session, funding.order_id, amount, cause=cause, actor=SYSTEM)


def _keep_refund(session: Session, funding: Funding, moved: Moved) -> None:
    refund = moved.refund
    row = _asked_here(session, funding, refund)
    if row is None and moved.movement is not None:
        # Given back by hand at Stripe: performers keep what they have, so the client owes it.
        _owe(session, funding, moved.movement, "refund")
    elif row is not None and moved.movement is not None:
        if refund.amount != Money(row.amount_minor, funding.currency):
            raise StripeDiffers
        _leave(session, funding, row, moved.movement)
    if moved.came_back is not None and refund.state in (State.FAILED, State.CANCELED):
        _come_back(session, funding, row, moved.came_back)


def _asked_here(session: Session, funding: Funding, refund: Refund) -> GivingBack | None:
    """By its id, or by our label while the answer to our request is still on its way. Anybody at
    Stripe can write a label: one of another payment, or of another refund, is none."""
    known = select(GivingBack).where(GivingBack.refund_id == refund.id)
    row = session.scalars(known).one_or_none()
    if row is not None:
        return row
    labelled = select(GivingBack).where(
        GivingBack.funding_id == funding.id,
        GivingBack.refund_id.is_(None),
        GivingBack.state != GivingBackState.REFUSED,
        GivingBack.id == _id_in(refund.metadata.get("giving_back", "")),
    )
    row = session.scalars(labelled).one_or_none()
    if row is not None:
        row.refund_id = refund.id
    return row


def _id_in(label: str) -> UUID | None:
    try:
        return UUID(label)
    except ValueError:
        return None


def _leave(
    session: Session, funding: Funding, row: GivingBack, movement: BalanceTransaction
) -> None:
    """Only now is it gone: Stripe takes a refund on, and may wait until our balance covers it."""
    if row.state is GivingBackState.ASKED:
        row.state = GivingBackState.SENT
    post_pending(session, f"{GIVEN_BACK}{row.id}", row.group_id)
    fees = list(
        _line(
            ours(Kind.STRIPE_FEES, funding.currency),
            ours(Kind.STRIPE_AVAILABLE, funding.currency),
            movement.fee,
            Purpose.STRIPE_FEE,
            funding,
        )
    )
    if fees:
        post(session, f"refund-fee:{movement.id}", fees, effective_at=movement.created_at)


def _come_back(
    session: Session, funding: Funding, row: GivingBack | None, back: BalanceTransaction
) -> None:
    to = balance_of if row is not None else owed_by
    cash, account = (
        ours(Kind.STRIPE_AVAILABLE, back.amount.currency),
        to(funding.client_id, funding.currency),
    )
    lines = [Line(cash, account, back.net, Purpose.RETURN, funding.id)]
    if post(session, f"refund-failed:{back.id}", lines, effective_at=back.created_at).new:
        if row is not None:
            row.state = GivingBackState.FAILED
        news.tell_money(session, funding, news.CAME_BACK)


def _keep_dispute(session: Session, funding: Funding, dispute: Dispute) -> None:
    told = False
    for movement in dispute.movements:
        told = _owe(session, funding, movement, "dispute") or told
    if told:
        news.tell_money(session, funding, news.DISPUTED)


def _owe(session: Session, funding: Funding, movement: BalanceTransaction, what: str) -> bool:
    """A performer never loses by it: the client owes what its bank took back, until it is won."""
    lines = list(_lines(funding, movement))
    key = f"{what}:{movement.id}"
    if not lines or not post(session, key, lines, effective_at=movement.created_at).new:
        return False
    cover(session, funding, movement)
    debts.even_out(session, funding, movement.id)
    if movement.amount.amount_minor < 0:
        news.tell_owed(session, funding, -movement.amount)
    return True


def _lines(funding: Funding, movement: BalanceTransaction) -> Iterator[Line]:
    cash = ours(Kind.STRIPE_AVAILABLE, funding.currency)
    client = owed_by(funding.client_id, funding.currency)
    fees = ours(Kind.STRIPE_FEES, funding.currency)
    yield from _line(client, cash, -movement.amount, Purpose.DISPUTE, funding)
    yield from _line(fees, cash, movement.fee, Purpose.STRIPE_FEE, funding)


def _line(
    debit: Account, credit: Account, amount: Money, purpose: Purpose, funding: Funding
) -> Iterator[Line]:
    """The other way round where it is below zero."""
    if amount.amount_minor > 0:
        yield Line(debit, credit, amount, purpose, funding.id)
    elif amount.amount_minor < 0:
        yield Line(credit, debit, -amount, purpose, funding.id)
