"""Mark, call, mark: payments asked of Stripe and given back, each safe to repeat at any point."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from foundation import hooks
from foundation.actors import Actor, Power
from foundation.database import db
from foundation.ids import new_id
from foundation.money import Money
from foundation.web import settings
from payouts.funding import actions, giving_back, policy, queries, reading
from payouts.funding.errors import CannotBeWithdrawn, FundingNotFound, NotPayable
from payouts.funding.invoicing import DAYS_UNTIL_DUE
from payouts.funding.models import Funding, FundingState, Means
from payouts.funding.news import name_of
from payouts.intents.steps import Planned
from payouts.stripe_gateway import checkout, customers, invoices, refunds
from payouts.stripe_gateway.checkout import Returns
from payouts.stripe_gateway.conversation import Stripe, done
from payouts.stripe_gateway.errors import StripeRefused
from payouts.stripe_gateway.making import stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.sending import Sending

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What Stripe's requests about one payment say."""

    id: UUID
    client_id: UUID
    reference: str
    label: str
    amount: Money
    purchase_order: str
    metadata: dict[str, str]


def way_to_pay(funding_id: UUID, returns: Returns, *, actor: Actor) -> str:
    """Stripe's page for it: made the first time, found again afterwards."""
    funding, asked = _look(funding_id, actor)
    if not policy.may_pay(actor):
        raise FundingNotFound
    if funding.state not in (FundingState.ASKED, FundingState.OPEN):
        raise NotPayable
    if funding.means is Means.INVOICE:
        url = _invoice(stripe(), asked, actor)
    else:
        url = _checkout(stripe(), asked, funding.checkout_id, returns, actor)
    if not url:
        reading.read_again(funding_id)
        raise NotPayable
    return url


def withdraw_payment(funding_id: UUID, *, actor: Actor) -> None:
    """Void at Stripe. A draft of an invoice that broke off is made final first: only
    that can be made void."""
    actions.ask_to_withdraw(funding_id, actor=actor)
    funding, what = _look(funding_id, actor)
    asked = stripe()
    try:
        if funding.means is Means.INVOICE:
            void = invoices.prepare_voiding(_final_invoice(asked, what, actor))
            _sent(asked, what, "invoice-void", void, actor, invoices.send)
        else:
            expiring = checkout.prepare_expiring(str(funding.checkout_id))
            planned = actions.plan(what.id, "checkout-expiring", expiring, actor=actor)
            _made(
                planned,
                lambda: checkout.send(asked, planned.sending, key=planned.key),
                lambda answer: answer.id,
            )
    except StripeRefused:  # Paid in this moment, or void already: what it is now is read.
        if reading.read_again(funding_id) != FundingState.FAILED:
            raise CannotBeWithdrawn from None
    reading.read_again(funding_id)
    actions.keep_withdrawn(funding_id, actor=actor)


def give_back(
    funding_id: UUID, amount: Money, *, actor: Actor, seen_minor: int | None = None
) -> None:
    giving_id, planned = giving_back.ask_to_give_back(
        funding_id, amount, actor=actor, seen_minor=seen_minor
    )
    _give_back(stripe(), giving_id, planned)
    reading.read_again(funding_id)


def finish_giving_back(giving_id: UUID) -> None:
    """Of what nobody knows yet what came: with the same key, or looked up once that is too old."""
    planned, asked = giving_back.open_giving_back(giving_id), stripe()
    if planned is None:
        return
    if planned.to_be_looked_up:
        payment = str(planned.sending.parameters["payment_intent"])
        wanted = str(giving_id)
        found = (each for each in refunds.of_payment(asked, payment))
        made = next((each.id for each in found if each.metadata.get("giving_back") == wanted), "")
        giving_back.keep_found(giving_id, planned, made)
    else:
        _give_back(asked, giving_id, planned)


def _give_back(asked: Stripe, giving_id: UUID, planned: Planned) -> None:
    outcome = refunds.send(asked, planned.sending, key=planned.key, again=planned.again)
    giving_back.keep_given_back(giving_id, planned, outcome)
    done(outcome)


def _look(funding_id: UUID, actor: Actor) -> tuple[Funding, Asked]:
    session = db.session()
    funding = queries.visible(session, funding_id, actor)
    what = name_of(session, funding)
    found = Asked(
        funding.id,
        funding.client_id,
        reference=str(funding.order_id or funding.client_id),
        label=f"Fairtake: {what}, for performers, fee included",
        amount=funding.amount,
        purchase_order=funding.purchase_order,
        metadata={"funding": str(funding.id)},
    )
    session.rollback()
    return funding, found


def _checkout(asked: Stripe, what: Asked, known: str | None, returns: Returns, actor: Actor) -> str:
    if known:
        return checkout.retrieve(asked, known).url
    sending = checkout.prepare(
        what.amount,
        reference=what.reference,
        label=what.label,
        customer="",
        returns=returns,
        metadata=what.metadata,
    )
    planned = actions.plan(what.id, "checkout", sending, actor=actor)
    made = _made(
        planned,
        lambda: checkout.send(asked, planned.sending, key=planned.key),
        lambda answer: answer.id,
    )
    actions.keep_made(what.id, settings(), checkout=made)
    return checkout.retrieve(asked, made).url


def _invoice(asked: Stripe, what: Asked, actor: Actor) -> str:
    """Five requests, each repeated safely from wherever it stopped."""
    invoice = _final_invoice(asked, what, actor)
    _sent(asked, what, "invoice-mail", invoices.prepare_mailing(invoice), actor, invoices.send)
    return invoices.retrieve(asked, invoice).url


def _final_invoice(asked: Stripe, what: Asked, actor: Actor) -> str:
    customer = _customer(asked, what, actor)
    draft = invoices.prepare(
        customer,
        currency=what.amount.currency,
        days_until_due=DAYS_UNTIL_DUE,
        purchase_order=what.purchase_order,
        metadata=what.metadata,
    )
    invoice = _sent(asked, what, "invoice", draft, actor, invoices.send)
    actions.keep_made(what.id, settings(), invoice=invoice)
    if not invoices.retrieve(asked, invoice).total.amount_minor:  # Else it has its line.
        line = invoices.prepare_line(invoice, customer, what.amount, label=what.label)
        planned = actions.plan(what.id, "invoice-line", line, actor=actor)
        _made(planned, lambda: invoices.send_line(asked, planned.sending, key=planned.key), str)
    _sent(asked, what, "invoice-final", invoices.prepare_final(invoice), actor, invoices.send)
    return invoice


def _customer(asked: Stripe, what: Asked, actor: Actor) -> str:
    session = db.session()
    name = hooks.names(session, [what.client_id]).get(what.client_id, "A client")
    to = sorted(hooks.acting_for(session, what.client_id, Power.SIGN_LICENCES))
    addresses = hooks.addresses(session, to)
    email = next((addresses[each].email for each in to if each in addresses), "")
    session.rollback()
    sending = customers.prepare(name=name, email=email, metadata={"client": str(what.client_id)})
    planned = actions.plan(what.client_id, "customer", sending, actor=actor)
    known = bool(planned.done_as)
    customer = _made(
        planned,
        lambda: customers.send(asked, planned.sending, key=planned.key),
        lambda answer: answer.id,
    )
    if known:  # People come and go: Stripe writes to who signs for them today.
        change = customers.prepare_change(customer, name=name, email=email)
        done(customers.send(asked, change, key=f"customer:{what.id}:{new_id()}"))
    return customer


def _sent(
    asked: Stripe,
    what: Asked,
    about: str,
    sending: Sending,
    actor: Actor,
    send: Callable[..., Outcome[invoices.Invoice]],
) -> str:
    planned = actions.plan(what.id, about, sending, actor=actor)
    return _made(
        planned,
        lambda: send(asked, planned.sending, key=planned.key),
        lambda answer: answer.id,
    )


def _made(planned: Planned, send: Callable[[], Outcome[T]], id_of: Callable[[T], str]) -> str:
    """The id of what came of it, now or before. No money moves by these: too old to be repeated,
    they are made anew, and what may be left over at Stripe nobody ever pays twice."""
    if planned.done_as:
        return planned.done_as
    outcome = send()
    answer = getattr(outcome, "answer", None)
    actions.keep_outcome(planned, outcome, id_of(answer) if answer is not None else "")
    return id_of(done(outcome))
