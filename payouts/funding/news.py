"""Who is told what about clients' money."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from foundation.money import Money
from foundation.webhooks.announcing import announce
from marketplace.accounts.roles import CLIENT_SIDE
from payouts.funding.dispute_models import ClientDispute
from payouts.funding.models import Funding


def _kind(name: str, label: str, sentence: str, *, finance: bool = False) -> notices.Kind:
    return notices.Kind(
        f"funding.{name}",
        label,
        "Money",
        may_turn_off=False,
        sentence=sentence,
        roles=frozenset() if finance else frozenset(CLIENT_SIDE),
        powers=frozenset((Power.CONFIRM_BUDGETS,)) if finance else frozenset(),
    )


PAID = _kind(
    "paid",
    "Your payment has arrived",
    "{{ amount_minor|money(currency) }} have arrived for {{ what }}.",
)
FAILED = _kind(
    "failed",
    "Your payment failed",
    "{{ amount_minor|money(currency) }} for {{ what }} did not arrive: your bank refused. Pay"
    " again, or another way.",
)
OWED = _kind(
    "owed",
    "Your bank took a payment back",
    "Your bank took {{ amount_minor|money(currency) }} back, so your organisation owes them to us."
    " Pay them within 14 days: after that nothing new of yours is posted. Was it a mistake? Ask"
    " your bank to withdraw it.",
)
DISPUTED = _kind(
    "disputed",
    "A client's bank moved a payment",
    "The bank of {{ client }} took {{ amount_minor|money(currency) }} back, or gave it back."
    " Performers keep what they have earned.",
    finance=True,
)
CAME_BACK = _kind(
    "came_back",
    "A refund could not be delivered",
    "A refund to {{ client }} came back: it is in their balance.",
    finance=True,
)
_ANSWER = (
    " {% if answer_by %}Answer by {{ answer_by|when }}, or accept it{% else %}Answer or accept it"
    "{% endif %}."
)
TO_ANSWER = _kind(
    "to_answer",
    "A client's bank disputes a payment",
    "The bank of {{ client }} disputes {{ amount_minor|money(currency) }}." + _ANSWER,
    finance=True,
)
ANSWER_SOON = _kind(
    "answer_soon",
    "The time to answer a dispute runs out",
    "Nobody has answered yet: the bank of {{ client }} disputes {{ amount_minor|money(currency) }}."
    + _ANSWER,
    finance=True,
)
KINDS = (PAID, FAILED, OWED, DISPUTED, CAME_BACK, TO_ANSWER, ANSWER_SOON)


def tell(session: Session, funding: Funding, kind: notices.Kind) -> None:
    """People, and whatever machines of theirs listen."""
    _tell(session, funding, kind, hooks.acting_for(session, funding.client_id, Power.SIGN_LICENCES))
    data = {
        "funding_id": str(funding.id),
        "order_id": str(funding.order_id) if funding.order_id else None,
        "amount_minor": funding.amount_minor,
        "currency": funding.currency,
    }
    announce(session, funding.client_id, kind.name, data)


def tell_owed(session: Session, funding: Funding, amount: Money) -> None:
    """Those who pay for the client."""
    to = hooks.acting_for(session, funding.client_id, Power.SIGN_LICENCES)
    if to:
        notices.tell(
            session,
            kind=OWED.name,
            to=sorted(to),
            subject_id=funding.id,
            url="/funding",
            amount_minor=amount.amount_minor,
            currency=amount.currency,
        )


def tell_money(session: Session, funding: Funding, kind: notices.Kind) -> None:
    _tell(session, funding, kind, hooks.holders(session, Power.CONFIRM_BUDGETS))


def tell_disputed(
    session: Session,
    funding: Funding,
    dispute: ClientDispute,
    kind: notices.Kind = TO_ANSWER,
) -> None:
    to = hooks.holders(session, Power.CONFIRM_BUDGETS)
    if to:
        client = hooks.names(session, [funding.client_id]).get(funding.client_id, "a client")
        notices.tell(
            session,
            kind=kind.name,
            to=sorted(to),
            subject_id=dispute.id,
            url=f"/finance/disputes/{dispute.id}",
            amount_minor=dispute.amount_minor,
            currency=dispute.currency,
            client=client,
            answer_by=dispute.answer_by,
        )


def name_of(session: Session, funding: Funding) -> str:
    if funding.settles:
        return "what you owe"
    if funding.order_id is None:
        return "your balance"
    return hooks.references(session, [funding.order_id]).get(funding.order_id, "your order")


def _tell(session: Session, funding: Funding, kind: notices.Kind, to: set[UUID]) -> None:
    if to:
        client = hooks.names(session, [funding.client_id]).get(funding.client_id, "A client")
        notices.tell(
            session,
            kind=kind.name,
            to=sorted(to),
            subject_id=funding.id,
            url=f"/funding/{funding.id}",
            amount_minor=funding.amount_minor,
            currency=funding.currency,
            what=name_of(session, funding),
            client=client,
        )
