"""Where the money for the demo's orders comes from: Northlab fills its balance by bank debit, and
pays each order out of it, by the steps of everybody's money. The demo is laid out before any
stand-in for Stripe listens: what Stripe would say of the debit is said here, by names that the
stand-in is told once it answers."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.database import db
from foundation.money import Money
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.clients.demo import NORTHLAB
from payouts.demo.visiting import Visitor
from payouts.funding import setting_aside, steps
from payouts.funding.accounts import balance_of
from payouts.funding.models import Funding, Means
from payouts.journal.balances import balance
from payouts.stripe_gateway.balance_transactions import BalanceTransaction
from payouts.stripe_gateway.payments import Payment, Stage

_FILLS_MINOR = 5_000_000
"""At least so much at once: one debit for all that the demo lays out."""
_FEE_MINOR = 500
"""What Stripe takes of a bank debit, at most."""


def bring(session: Session, order_id: UUID, amount: Money) -> None:
    """For `budgets.demo_money.brings`. Nobody is told: they did it themselves, some time ago."""
    there = balance(session, balance_of(NORTHLAB, amount.currency)).posted
    if there < amount:
        _fill(session, max(amount, Money(_FILLS_MINOR, amount.currency)))
    funding = _asked(session, amount, Means.BALANCE, order_id)
    setting_aside.from_balance(session, funding)
    audit.record(session, ada(), "funding.set_aside", funding.id)


def tell(visitor: Visitor) -> None:
    """The stand-in keeps what it is told once; one that began anew hears it again."""
    wanted = select(Funding).where(Funding.client_id == NORTHLAB, Funding.means == Means.CHECKOUT)
    laid_out = [
        each for each in db.session().scalars(wanted) if each.payment_id == _named("pi", each)
    ]
    db.session.rollback()
    for each in laid_out:
        visitor.pull(
            "payments",
            id=each.payment_id,
            charge=_named("py", each),
            balance_transaction=_named("txn", each),
            amount=each.amount_minor,
            currency=each.currency.lower(),
            fee=_FEE_MINOR,
            created=int(each.asked_at.timestamp()),
            metadata=_labels(each),
        )


def ada() -> Actor:
    role = Role.CLIENT_OWNER
    return Actor(character("ada").id, role, NORTHLAB, POWERS.get(role, frozenset()))


def _asked(session: Session, amount: Money, means: Means, order_id: UUID | None = None) -> Funding:
    funding = Funding(
        client_id=NORTHLAB,
        order_id=order_id,
        means=means,
        amount_minor=amount.amount_minor,
        currency=amount.currency,
        asked_by=ada().id,
    )
    session.add(funding)
    session.flush()
    audit.record(session, ada(), "funding.asked", funding.id, means=means)
    return funding


def _fill(session: Session, amount: Money) -> None:
    funding = _asked(session, amount, Means.CHECKOUT)
    payment = Payment(
        id=_named("pi", funding),
        stage=Stage.SUCCEEDED,
        amount=amount,
        received=amount,
        charge=_named("py", funding),
        group="",
        failure="",
        failure_sentence="",
        metadata=_labels(funding),
    )
    fee, at = Money(_FEE_MINOR, amount.currency), funding.asked_at.replace(microsecond=0)
    arrival = BalanceTransaction(
        id=_named("txn", funding),
        kind="payment",
        category="charge",
        source=payment.charge,
        amount=amount,
        fee=fee,
        net=amount - fee,
        pending=False,
        available_at=at,
        created_at=at,
    )
    steps.take_in(session, funding, steps.Seen(payment, arrival=arrival))


def _named(prefix: str, funding: Funding) -> str:
    return f"{prefix}_{funding.id.hex}"


def _labels(funding: Funding) -> dict[str, str]:
    return {"funding": str(funding.id)}
