"""A client asks to use something again, or calls off what nobody was asked yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.explaining.typed import turns_order
from foundation import audit, hooks, pdf
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.errors import NotPermitted
from foundation.money import Money
from foundation.numbering import next_number
from marketplace.budgets.steps import open_budget
from marketplace.casting.papers import refuse_unlicensed
from marketplace.reuse import policy
from marketplace.reuse.choosing import Paper, Work, paper, refuse_exclusive, work
from marketplace.reuse.errors import (
    AskedAlready,
    NothingForThem,
    NothingToCallOff,
    ReuseOrderNotFound,
    Unsayable,
)
from marketplace.reuse.models import (
    OPEN,
    ReuseCounter,
    ReuseLine,
    ReuseOrder,
    ReuseRecording,
    ReuseState,
)
from marketplace.reuse.pricing import ends_on, least


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReuse:
    number: str
    """Of the gig, as it stands on its page."""
    version_id: UUID
    purpose: str
    each: int = 0
    """Offered for each recording, in minor units of the gig's currency, where that is more than
    what the terms say."""


@dataclass(frozen=True, slots=True)
class Priced:
    performer_id: UUID
    recordings: Sequence[UUID]
    least: Money
    price: Money


def priced(session: Session, found: Work, of: Paper, each: int) -> list[Priced]:
    """What every performer would be offered."""
    currency = found.gig.currency
    until = ends_on(of.planned.months)
    lines = []
    for performer, recordings in sorted(found.recordings.items()):
        floor = least(session, performer, recordings, currency, until)
        offered = Money(each * len(recordings), currency)
        price = max(floor, offered, key=lambda money: money.amount_minor)
        lines.append(Priced(performer, recordings, floor, price))
    return lines


def ask_to_use_again(new: NewReuse, *, actor: Actor) -> UUID:
    """Nobody is asked before the money for it is there. Raises NoSuchWork, NoSuchPaper,
    HeldExclusively, HeldByOthers, NothingForThem, Unsayable, AskedAlready, LicenceMissing."""
    actor.require(policy.may_ask(actor))
    client = actor.on_behalf_of
    if client is None:
        raise NotPermitted
    with transaction() as session:
        refuse_unlicensed(session, client)
        _refuse_unsayable(hooks.names(session, [client]).get(client, ""), new.purpose)
        found, of = work(session, new.number), paper(session, new.version_id)
        number = next_number(session, ReuseCounter, "RU")
        _refuse_asked(session, client, found, of)
        everything = [each for some in found.recordings.values() for each in some]
        refuse_exclusive(session, everything, client, of.planned)
        prices = priced(session, found, of, new.each)
        if not all(each.price.amount_minor for each in prices):
            raise NothingForThem
        order = ReuseOrder(
            number=number,
            client_id=client,
            request_id=found.gig.request_id,
            version_id=of.version_id,
            currency=found.gig.currency,
            purpose=new.purpose,
            asked_by=actor.id,
        )
        session.add(order)
        session.flush()
        for each in prices:
            _keep(session, order, each)
        open_budget(session, order.id, client, order.currency)
        audit.record(session, actor, "reuse.asked", order.id)
        return order.id


def call_off(order_id: UUID, *, actor: Actor) -> int:
    """What was not paid for yet. Whoever was asked already may still say yes, and is paid then."""
    with transaction() as session:
        order = session.get(ReuseOrder, order_id)
        if order is None or order.client_id != actor.on_behalf_of:
            raise ReuseOrderNotFound
        if not policy.may_ask(actor):
            raise ReuseOrderNotFound
        unfunded = select(ReuseLine).where(
            ReuseLine.order_id == order_id, ReuseLine.state == ReuseState.UNFUNDED
        )
        lines = session.scalars(unfunded.with_for_update()).all()
        if not lines:
            raise NothingToCallOff
        for line in lines:
            line.state, line.answered_at = ReuseState.LAPSED, now()
        audit.record(session, actor, "reuse.called_off", order_id)
        return len(lines)


def _refuse_unsayable(*said: str) -> None:
    """Or no performer could be asked, which the client would learn after it has paid."""
    if any(map(turns_order, said)):
        raise Unsayable("A character that turns the order of what one reads")
    try:
        pdf.refuse_unprintable("\n".join(said))
    except pdf.CannotBePrinted as refused:
        raise Unsayable(f"“{refused.text}”") from None


def _refuse_asked(session: Session, client: UUID, found: Work, of: Paper) -> None:
    """Once the counter's row is held, which every order takes: two of one client queue for it, and
    the second sees the first."""
    open_lines = select(ReuseLine.id).where(
        ReuseLine.order_id == ReuseOrder.id, ReuseLine.state.in_(OPEN)
    )
    wanted = select(ReuseOrder.number).where(
        ReuseOrder.client_id == client,
        ReuseOrder.request_id == found.gig.request_id,
        ReuseOrder.version_id == of.version_id,
        open_lines.exists(),
    )
    number = session.scalar(wanted.limit(1))
    if number is not None:
        raise AskedAlready(number)


def _keep(session: Session, order: ReuseOrder, each: Priced) -> None:
    line = ReuseLine(
        order_id=order.id,
        performer_id=each.performer_id,
        least_minor=each.least.amount_minor,
        price_minor=each.price.amount_minor,
        currency=order.currency,
    )
    session.add(line)
    session.flush()
    session.add_all(
        ReuseRecording(line_id=line.id, recording_id=recording) for recording in each.recordings
    )
    session.flush()
