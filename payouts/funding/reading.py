"""Asking Stripe how it stands with a payment: after a visit, when we are told, and by and by."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.database import db
from payouts.funding import actions, queries, steps
from payouts.funding.models import Funding
from payouts.funding.steps import Moved, Seen
from payouts.stripe_gateway import (
    balance_transactions,
    checkout,
    disputes,
    invoices,
    payments,
    refunds,
)
from payouts.stripe_gateway.balance_transactions import BalanceTransaction
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.making import stripe
from payouts.stripe_gateway.payments import Payment
from payouts.webhooks.handling import Step, Told

_PAYMENT_OF: dict[str, Callable[[Stripe, str], str]] = {
    "cs_": lambda _asked, about: about,
    "in_": lambda _asked, about: about,
    "pi_": lambda _asked, about: about,
    "ch_": lambda asked, about: payments.charge(asked, about).payment,
    "py_": lambda asked, about: payments.charge(asked, about).payment,
    "re_": lambda asked, about: refunds.retrieve(asked, about).payment,
    "pyr_": lambda asked, about: refunds.retrieve(asked, about).payment,
    "dp_": lambda asked, about: disputes.retrieve(asked, about).payment,
    "du_": lambda asked, about: disputes.retrieve(asked, about).payment,
}
"""From what an event is about to what we know a payment by."""
KINDS = frozenset(
    (
        "charge.dispute.closed",
        "charge.dispute.created",
        "charge.dispute.funds_reinstated",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.updated",
        "charge.refunded",
        "checkout.session.async_payment_failed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.completed",
        "checkout.session.expired",
        "invoice.paid",
        "invoice.payment_failed",
        "invoice.voided",
        "payment_intent.payment_failed",
        "payment_intent.succeeded",
        "refund.failed",
        "refund.updated",
    )
)


@dataclass(frozen=True, slots=True)
class Known:
    """By what a payment is known at Stripe."""

    id: UUID
    checkout: str
    invoice: str
    payment: str


def read_again(funding_id: UUID) -> str:
    session = db.session()
    known = _known(session.get_one(Funding, funding_id))
    session.rollback()
    return actions.take_in(funding_id, seen(stripe(), known))


def read_told(told: Told) -> Step | None:
    """For `webhooks.handling`."""
    if told.account:  # In a performer's account: not a client's payment.
        return None
    kind = told.about.partition("_")[0] + "_"
    known = _named(_PAYMENT_OF[kind](stripe(), told.about)) if kind in _PAYMENT_OF else None
    if known is None:
        return None
    found = seen(stripe(), known)

    def keep(session: Session) -> str:
        funding = session.get_one(Funding, known.id, with_for_update=True)
        return steps.take_in(session, funding, found)

    return keep


def seen(asked: Stripe, known: Known) -> Seen:
    number, over, used_up, payment_id = "", False, False, known.payment
    if known.checkout:
        session = checkout.retrieve(asked, known.checkout)
        over, used_up = session.stage is checkout.Stage.EXPIRED, session.used_up
        payment_id = session.payment or payment_id
    elif known.invoice:
        invoice = invoices.retrieve(asked, known.invoice)
        number, over = invoice.number, invoice.stage is invoices.Stage.VOID
        payment_id = next(iter(invoices.payments_of(asked, known.invoice)), "") or payment_id
    if not payment_id:
        return Seen(over=over, invoice_number=number)
    payment = payments.retrieve(asked, payment_id)
    return Seen(
        payment,
        over,
        number,
        _arrival(asked, payment),
        tuple(_moved(asked, each) for each in refunds.of_payment(asked, payment.id)),
        tuple(disputes.of_payment(asked, payment.id)),
        used_up,
    )


def _named(about: str) -> Known | None:
    session = db.session()
    funding = queries.about(session, about) if about else None
    known = _known(funding) if funding else None
    session.rollback()
    return known


def _known(funding: Funding) -> Known:
    return Known(
        funding.id,
        funding.checkout_id or "",
        funding.invoice_id or "",
        funding.payment_id or "",
    )


def _arrival(asked: Stripe, payment: Payment) -> BalanceTransaction | None:
    """The movement that the charge made, with its fee: never guessed."""
    if not payment.charge:
        return None
    return _movement(asked, payments.charge(asked, payment.charge).balance_transaction)


def _moved(asked: Stripe, refund: refunds.Refund) -> Moved:
    return Moved(
        refund,
        _movement(asked, refund.balance_transaction),
        _movement(asked, refund.failure_balance_transaction),
    )


def _movement(asked: Stripe, movement: str) -> BalanceTransaction | None:
    return balance_transactions.retrieve(asked, movement) if movement else None
