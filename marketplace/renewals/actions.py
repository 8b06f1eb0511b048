"""A client asks to go on with what ends soon, or calls off what nobody was asked yet."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.rights.ending_soon import EndingSoon
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.numbering import next_number
from marketplace.budgets.steps import open_budget
from marketplace.renewals import policy
from marketplace.renewals.due import due, key
from marketplace.renewals.errors import (
    NotEndingSoon,
    NothingChosen,
    NothingToCallOff,
    RenewalOrderNotFound,
)
from marketplace.renewals.licensing import refuse_unlicensed
from marketplace.renewals.models import (
    RenewalCounter,
    RenewalLine,
    RenewalOrder,
    RenewalState,
)

_NO_FEE_IN = "EUR"
"""An order has a currency also where nothing is to be paid."""


def ask_to_renew(chosen: Collection[str], *, actor: Actor) -> list[UUID]:
    """An order for each currency. Nobody is asked before the money for it is there. Raises
    NothingChosen, NotEndingSoon, NotLicensed, LicenceEndsFirst, NotCovered."""
    actor.require(policy.may_ask(actor))
    client = actor.on_behalf_of
    if client is None or not chosen:
        raise NothingChosen
    try:
        with transaction() as session:
            wanted = {key(each): each for each in due(session, client)}
            if set(chosen) - wanted.keys():
                raise NotEndingSoon
            refuse_unlicensed(session, client, [wanted[each] for each in chosen])
            by_currency: dict[str, list[EndingSoon]] = defaultdict(list)
            for each in sorted(set(chosen)):
                by_currency[wanted[each].currency or _NO_FEE_IN].append(wanted[each])
            return [
                _order(session, client, currency, papers, actor)
                for currency, papers in sorted(by_currency.items())
            ]
    except IntegrityError:  # Two of one organisation at once: the first one asked.
        raise NotEndingSoon from None


def call_off(order_id: UUID, *, actor: Actor) -> int:
    """What was not paid for yet. Whoever was asked already may still say yes, and is paid then."""
    with transaction() as session:
        order = session.get(RenewalOrder, order_id)
        if order is None or order.client_id != actor.on_behalf_of:
            raise RenewalOrderNotFound
        if not policy.may_ask(actor):
            raise RenewalOrderNotFound
        unfunded = select(RenewalLine).where(
            RenewalLine.order_id == order_id, RenewalLine.state == RenewalState.UNFUNDED
        )
        lines = session.scalars(unfunded.with_for_update()).all()
        if not lines:
            raise NothingToCallOff
        for line in lines:
            line.state, line.answered_at, line.open_for = RenewalState.LAPSED, now(), None
        audit.record(session, actor, "renewal.called_off", order_id)
        return len(lines)


def _order(
    session: Session, client: UUID, currency: str, papers: Sequence[EndingSoon], actor: Actor
) -> UUID:
    order = RenewalOrder(
        number=next_number(session, RenewalCounter, "RN"),
        client_id=client,
        currency=currency,
        asked_by=actor.id,
    )
    session.add(order)
    session.flush()
    session.add_all(
        RenewalLine(
            order_id=order.id,
            performer_id=each.performer_id,
            agreement_id=each.agreement_id,
            ends_on=each.ends_on,
            renewed_until=each.renewed_until,
            recordings=each.recordings,
            fee_minor=each.fee_minor or 0,
            currency=currency,
            open_for=key(each),
        )
        for each in papers
    )
    session.flush()
    open_budget(session, order.id, client, currency)
    audit.record(session, actor, "renewal.asked", order.id)
    return order.id
