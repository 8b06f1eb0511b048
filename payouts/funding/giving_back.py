"""Giving back what is promised to nobody. Stripe is asked between these, in `asking`."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor
from foundation.database import transaction
from foundation.ids import new_id
from foundation.money import Money
from payouts.funding import policy, queries, steps
from payouts.funding.accounts import ours, target_of
from payouts.funding.covering import left_after, refuse_uncovered
from payouts.funding.errors import ChangedSince, NotSoMuchLeft, NotThereYet, SettledADebt
from payouts.funding.models import Funding, GivingBack, GivingBackState
from payouts.intents import steps as intents
from payouts.intents.steps import Planned
from payouts.journal.chart import Kind, Purpose
from payouts.journal.posting import Line, post
from payouts.journal.resolving import void_pending
from payouts.stripe_gateway import refunds
from payouts.stripe_gateway.outcomes import DefiniteNo, Done, Outcome
from payouts.stripe_gateway.refunds import Refund

REFUND = "refund"


def ask_to_give_back(
    funding_id: UUID, amount: Money, *, actor: Actor, seen_minor: int | None = None
) -> tuple[UUID, Planned]:
    """Of what is promised to nobody. It is set aside now, and gone once Stripe has sent it.
    `seen_minor` is what could be given back when it was looked at: a second click finds less."""
    with transaction() as session:
        funding = queries.visible(session, funding_id, actor, lock=True)
        actor.require(policy.may_pay(actor) or policy.may_see_all(actor))
        if funding.settles:
            raise SettledADebt
        if not funding.payment_id or not funding.is_available:
            raise NotThereYet
        if seen_minor is not None and seen_minor != funding.refundable.amount_minor:
            raise ChangedSince
        if funding.refundable < amount:
            raise NotSoMuchLeft(funding.refundable)
        of_balance = amount if funding.order_id is None else Money(0, amount.currency)
        refuse_uncovered(
            session, funding.client_id, left_after(session, funding.client_id, of_balance)
        )
        row = _set_aside(session, funding, amount, actor)
        sending = refunds.prepare(funding.payment_id, amount, metadata={"giving_back": str(row.id)})
        audit.record(
            session, actor, "funding.given_back", funding.id, amount_minor=amount.amount_minor
        )
        return row.id, intents.plan(session, REFUND, row.id, sending, actor=actor)


def keep_given_back(giving_id: UUID, planned: Planned, outcome: Outcome[Refund]) -> None:
    with transaction() as session:
        made = outcome.answer.id if isinstance(outcome, Done) else ""
        intents.keep_outcome(session, planned, outcome, made)
        if isinstance(outcome, Done):
            _sent(session, giving_id, made)
        elif isinstance(outcome, DefiniteNo) and not outcome.turned_away:
            _refused(session, giving_id)


def keep_found(giving_id: UUID, planned: Planned, found: str) -> None:
    """Looked up. Empty: Stripe never made it, and nothing went out."""
    with transaction() as session:
        intents.keep_looked_up(session, planned, found)
        if found:
            _sent(session, giving_id, found)
        else:
            _refused(session, giving_id)


def open_giving_back(giving_id: UUID) -> Planned | None:
    """As it was planned. None where it is known already what came of it."""
    with transaction() as session:
        row = session.get_one(GivingBack, giving_id)
        if row.state is not GivingBackState.ASKED:
            return None
        funding = session.get_one(Funding, row.funding_id)
        amount = Money(row.amount_minor, funding.currency)
        sending = refunds.prepare(
            str(funding.payment_id), amount, metadata={"giving_back": str(row.id)}
        )
        return intents.plan(session, REFUND, row.id, sending, actor=SYSTEM)


def _set_aside(session: Session, funding: Funding, amount: Money, actor: Actor) -> GivingBack:
    cash = ours(Kind.STRIPE_AVAILABLE, funding.currency)
    line = Line(target_of(funding), cash, amount, Purpose.REFUND, funding.id)
    # Kept with the row that it is for, or not at all: nobody ever repeats this key.
    group = post(session, f"give-back:{new_id()}", [line], pending=True)
    row = GivingBack(
        funding_id=funding.id,
        amount_minor=amount.amount_minor,
        group_id=group.id,
        asked_by=actor.id,
    )
    session.add(row)
    session.flush()
    steps.confirm(session, funding, -amount, f"refund {row.id}")
    funding.refunded_minor += amount.amount_minor
    return row


def _sent(session: Session, giving_id: UUID, refund_id: str) -> None:
    """Taken on. It leaves what is set aside when Stripe's balance says so: `steps`."""
    row = session.get_one(GivingBack, giving_id, with_for_update=True)
    if row.state is GivingBackState.ASKED:
        row.state, row.refund_id = GivingBackState.SENT, refund_id


def _refused(session: Session, giving_id: UUID) -> None:
    """Nothing went out: it is where it was before."""
    row = session.get_one(GivingBack, giving_id, with_for_update=True)
    if row.state is not GivingBackState.ASKED:
        return
    void_pending(session, f"not-given-back:{row.id}", row.group_id)
    row.state = GivingBackState.REFUSED
    funding = session.get_one(Funding, row.funding_id, with_for_update=True)
    funding.refunded_minor -= row.amount_minor
    amount = Money(row.amount_minor, funding.currency)
    steps.confirm(session, funding, amount, f"refund refused {row.id}")
