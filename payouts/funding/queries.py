"""Clients' payments, and what they have here."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.cursors import Page, loaded, page_of
from foundation.errors import NotPermitted
from foundation.money import Money
from foundation.statements import among
from foundation.workdays import after_working_days
from marketplace.budgets.asking import Coming
from payouts.funding import policy
from payouts.funding.errors import FundingNotFound
from payouts.funding.models import Funding, FundingState, GivingBack, GivingBackState, Means
from payouts.journal.balances import balances_of
from payouts.journal.chart import Kind
from payouts.journal.models import JournalAccount

PAGE = 50
BALANCES = ("USD", "EUR", "GBP")
"""Currencies that a balance can be filled in."""
_REFUND_LASTS = timedelta(days=30)
"""So long a refund may wait for our balance, or come back from a bank."""
_ASKED_FOR = timedelta(days=45)
"""Of an invoice that is older, Stripe's events tell."""
DEBIT_DAYS = 5
"""Working days that a bank takes for a debit, as a rule."""
_UNDER_WAY = (FundingState.ASKED, FundingState.OPEN, FundingState.PROCESSING)


def visible(session: Session, funding_id: UUID, actor: Actor, *, lock: bool = False) -> Funding:
    found = session.get(Funding, funding_id, with_for_update=lock or None)
    if found is None or not policy.may_see(actor, found.client_id):
        raise FundingNotFound
    return found


def own_client(actor: Actor) -> UUID:
    """The organisation that somebody acts for."""
    if actor.on_behalf_of is None or not policy.may_see(actor, actor.on_behalf_of):
        raise NotPermitted
    return actor.on_behalf_of


def listed(
    session: Session, client_id: UUID | None, *, after: str | None, limit: int = PAGE
) -> Page[Funding]:
    """Newest first; of everybody without a client."""
    places = select(Funding.asked_at, Funding.id)
    if client_id is not None:
        places = places.where(Funding.client_id == client_id)
    page = page_of(session, places, Funding.asked_at, Funding.id, after=after, limit=limit)
    return loaded(session, Funding, page)


def of_order(session: Session, order_id: UUID) -> Sequence[Funding]:
    wanted = select(Funding).where(Funding.order_id == order_id)
    return session.scalars(wanted.order_by(Funding.asked_at.desc(), Funding.id)).all()


def coming_for(session: Session, order_ids: Collection[UUID]) -> dict[UUID, Coming]:
    """For `budgets.asking.coming_in`: whoever pays that now would pay it twice."""
    of = Funding
    wanted = select(of).where(
        among(session, of.order_id, order_ids), of.state == FundingState.PROCESSING
    )
    found: dict[UUID, Coming] = {}
    for each in session.scalars(wanted.order_by(of.asked_at, of.id)):
        if each.order_id is not None:
            found[each.order_id] = _with(found.get(each.order_id), each)
    return found


def coming_to_settle(session: Session, client_id: UUID) -> dict[str, Coming]:
    """By currency, what is on its way for what the client owes."""
    of = Funding
    wanted = select(of).where(
        of.client_id == client_id, of.settles.is_(True), of.state == FundingState.PROCESSING
    )
    found: dict[str, Coming] = {}
    for each in session.scalars(wanted.order_by(of.asked_at, of.id)):
        found[each.currency] = _with(found.get(each.currency), each)
    return found


def _with(before: Coming | None, funding: Funding) -> Coming:
    """Of one order or debt: it has one currency."""
    here = Coming(funding.amount, expected(funding).date())
    if before is None:
        return here
    return Coming(before.amount + here.amount, max(before.expected_on, here.expected_on))


def expected(funding: Funding) -> datetime:
    """When a debit should be here. Kept when a bank takes it on; for those from before that, by
    when it was asked for."""
    return funding.available_at or after_working_days(funding.asked_at, DEBIT_DAYS)


def balances(session: Session, client_id: UUID) -> list[Money]:
    """What a client has here that no order has, in each currency that it ever had."""
    of = JournalAccount
    theirs = select(of.id).where(of.kind == Kind.CLIENT_BALANCE.value, of.owner_id == client_id)
    ids = list(session.scalars(theirs))
    return [each.posted for each in balances_of(session, ids)]


def given_back(session: Session, funding_id: UUID) -> Sequence[GivingBack]:
    wanted = select(GivingBack).where(GivingBack.funding_id == funding_id)
    return session.scalars(wanted.order_by(GivingBack.asked_at.desc(), GivingBack.id)).all()


def about(session: Session, at_stripe: str) -> Funding | None:
    """Whose checkout, invoice or payment this is."""
    of = Funding
    named = or_(of.checkout_id == at_stripe, of.invoice_id == at_stripe, of.payment_id == at_stripe)
    return session.scalars(select(of).where(named)).one_or_none()


def to_read_again(session: Session, at: datetime | None = None) -> Sequence[Funding]:
    """What is under way, what has arrived and cannot be sent on yet, and what is disputed."""
    at = at or now()
    settling = (Funding.state == FundingState.PAID) & Funding.is_available.is_(False)
    due = settling & (Funding.available_at <= at)
    under_way = Funding.state.in_(_UNDER_WAY) & (Funding.asked_at > at - _ASKED_FOR)
    leaving = Funding.id.in_(
        select(GivingBack.funding_id).where(
            GivingBack.state == GivingBackState.SENT, GivingBack.asked_at > at - _REFUND_LASTS
        )
    )
    of_bank = Funding.disputed.is_(True)
    wanted = select(Funding).where(
        Funding.means != Means.BALANCE, under_way | due | leaving | of_bank
    )
    return session.scalars(wanted.order_by(Funding.asked_at, Funding.id)).all()


def open_givings_back(session: Session) -> Sequence[UUID]:
    wanted = select(GivingBack.id).where(GivingBack.state == GivingBackState.ASKED)
    return session.scalars(wanted.order_by(GivingBack.asked_at, GivingBack.id)).all()


def has_asked(session: Session) -> bool:
    return (
        session.scalar(select(Funding.id).where(Funding.means != Means.BALANCE).limit(1))
        is not None
    )
