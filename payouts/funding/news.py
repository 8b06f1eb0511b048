"""Who is told what about clients' money."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from foundation.money import Money
from foundation.webhooks.announcing import announce, announce_to_holders
from marketplace.accounts.roles import CLIENT_SIDE
from payouts.funding.dispute_models import ClientDispute
from payouts.funding.models import Funding, Means


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
WITHDRAWN = _kind(
    "withdrawn",
    "A payment was withdrawn",
    "{{ amount_minor|money(currency) }} for {{ what }} are not to be paid any more: the"
    " {{ 'invoice' if by_invoice else 'payment page' }} was withdrawn.",
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
KINDS = (PAID, FAILED, WITHDRAWN, OWED, DISPUTED, CAME_BACK, TO_ANSWER, ANSWER_SOON)


def tell(
    session: Session, funding: Funding, kind: notices.Kind, *, but: UUID | None = None
) -> None:
    """People, and whatever machines of theirs listen. `but` knows already."""
    to = hooks.acting_for(session, funding.client_id, Power.SIGN_LICENCES) - {but}
    _tell(session, funding, kind, to)
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
    client = hooks.names(session, [funding.client_id]).get(funding.client_id, "a client")
    notices.tell_holders(
        session,
        Power.CONFIRM_BUDGETS,
        kind=kind.name,
        subject_id=dispute.id,
        url=f"/finance/disputes/{dispute.id}",
        amount_minor=dispute.amount_minor,
        currency=dispute.currency,
        client=client,
        answer_by=dispute.answer_by,
    )


def announce_dispute(session: Session, funding: Funding, row: ClientDispute, what: str) -> None:
    """To the machines of those who deal with clients' money, as `dispute.opened`, `.changed`,
    `.answered` and `.accepted`."""
    data = {
        "id": str(row.id),
        "funding_id": str(funding.id),
        "client_id": str(funding.client_id),
        "status": row.status,
        "reason": row.reason,
        "amount_minor": row.amount_minor,
        "currency": row.currency,
        "answer_by": row.answer_by.isoformat() if row.answer_by else None,
        "is_over": row.is_over,
    }
    announce_to_holders(session, Power.CONFIRM_BUDGETS, f"dispute.{what}", data)


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
            by_invoice=funding.means is Means.INVOICE,
            client=client,
        )
