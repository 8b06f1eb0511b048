"""Bringing our own money in. Stripe is asked between these, in `asking`."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.money import Money
from payouts.capital import news, policy, queries, steps
from payouts.capital.errors import CannotBeCanceled, NotPaidIn, NotProposed, SamePerson
from payouts.capital.models import OwnTopUp, OwnTopUpState
from payouts.capital.steps import Seen
from payouts.intents import steps as intents
from payouts.intents.steps import Planned
from payouts.pay_runs import rules
from payouts.stripe_gateway import topups
from payouts.stripe_gateway.outcomes import DefiniteNo, Done, Outcome
from payouts.stripe_gateway.topups import Topup

_ASK = "own-top-up"


def propose(amount: Money, because: str, *, actor: Actor) -> tuple[UUID, Planned | None]:
    """Above the limit that a run has for its currency, a second person approves it, and nothing is
    asked of Stripe yet."""
    actor.require(policy.may_top_up(actor))
    with transaction() as session:
        limits = rules.limits_for(session, actor.id)
        if amount.currency not in limits:
            raise NotPaidIn(amount.currency)
        needs_second = amount.amount_minor > limits[amount.currency]
        top_up = OwnTopUp(
            amount_minor=amount.amount_minor,
            currency=amount.currency,
            because=because,
            asked_by=actor.id,
            needs_second=needs_second,
            state=OwnTopUpState.PROPOSED if needs_second else OwnTopUpState.ASKED,
        )
        session.add(top_up)
        session.flush()
        audit.record(
            session,
            actor,
            "own_top_up.proposed",
            top_up.id,
            amount_minor=amount.amount_minor,
            currency=amount.currency,
        )
        news.announce(session, top_up)
        if needs_second:
            news.tell(session, top_up, news.SECOND, but=actor.id)
            return top_up.id, None
        return top_up.id, _plan(session, top_up, actor)


def approve(top_up_id: UUID, *, actor: Actor) -> Planned:
    with transaction() as session:
        top_up = _proposed(session, top_up_id, actor)
        if top_up.asked_by == actor.id:
            raise SamePerson
        top_up.approved_by = actor.id
        top_up.state, top_up.changed_at = OwnTopUpState.ASKED, now()
        session.flush()
        audit.record(session, actor, "own_top_up.approved", top_up.id)
        news.announce(session, top_up)
        return _plan(session, top_up, actor)


def drop(top_up_id: UUID, *, actor: Actor) -> None:
    """By whoever proposed it, or whoever looked at it: nobody outside knows of it."""
    with transaction() as session:
        top_up = _proposed(session, top_up_id, actor)
        top_up.state, top_up.changed_at = OwnTopUpState.DROPPED, now()
        audit.record(session, actor, "own_top_up.dropped", top_up.id)
        news.announce(session, top_up)


def ask_to_cancel(top_up_id: UUID, *, actor: Actor) -> Planned:
    """As long as our bank has not paid it. Whether that is so, only Stripe knows."""
    with transaction() as session:
        top_up = queries.visible(session, top_up_id, actor, lock=True)
        if top_up.state is not OwnTopUpState.PENDING or not top_up.stripe_id:
            raise CannotBeCanceled
        audit.record(session, actor, "own_top_up.canceled", top_up.id)
        return _plan_cancelling(session, top_up, actor)


def open_again(top_up_id: UUID) -> Planned | None:
    """As it was planned. None where it is known already what came of it."""
    with transaction() as session:
        top_up = session.get_one(OwnTopUp, top_up_id)
        if top_up.state is not OwnTopUpState.ASKED:
            return None
        return _plan(session, top_up, SYSTEM)


def open_cancelling(top_up_id: UUID) -> Planned | None:
    """As it was planned. None where it is known already what came of the top-up."""
    with transaction() as session:
        top_up = session.get_one(OwnTopUp, top_up_id)
        if top_up.state is not OwnTopUpState.PENDING:
            return None
        return _plan_cancelling(session, top_up, SYSTEM)


def keep_outcome(top_up_id: UUID, planned: Planned, outcome: Outcome[Topup]) -> None:
    with transaction() as session:
        made = outcome.answer.id if isinstance(outcome, Done) else ""
        intents.keep_outcome(session, planned, outcome, made)
        if isinstance(outcome, Done):
            _asked(session, top_up_id, made)
        elif isinstance(outcome, DefiniteNo) and not outcome.too_fast:
            _refused(session, top_up_id, outcome.why.code or outcome.why.kind)


def keep_cancelling(planned: Planned, outcome: Outcome[Any]) -> None:
    """What became of the top-up itself is read."""
    with transaction() as session:
        made = outcome.answer.id if isinstance(outcome, Done) else ""
        intents.keep_outcome(session, planned, outcome, made)


def keep_not_canceled(planned: Planned) -> None:
    """Looked up: the top-up is on its way as before, so nobody canceled it by this."""
    with transaction() as session:
        intents.keep_looked_up(session, planned, "")


def keep_found(top_up_id: UUID, planned: Planned, found: str) -> None:
    """Looked up. Empty: Stripe never made it."""
    with transaction() as session:
        intents.keep_looked_up(session, planned, found)
        if found:
            _asked(session, top_up_id, found)
        else:
            _refused(session, top_up_id, "never_made")


def take_in(top_up_id: UUID, seen: Seen) -> str:
    with transaction() as session:
        top_up = session.get_one(OwnTopUp, top_up_id, with_for_update=True)
        return steps.take_in(session, top_up, seen)


def _proposed(session: Session, top_up_id: UUID, actor: Actor) -> OwnTopUp:
    top_up = queries.visible(session, top_up_id, actor, lock=True)
    if top_up.state is not OwnTopUpState.PROPOSED:
        raise NotProposed
    return top_up


def _plan(session: Session, top_up: OwnTopUp, actor: Actor) -> Planned:
    sending = topups.prepare(
        top_up.amount, label="Our own money", metadata={"own_top_up": str(top_up.id)}
    )
    return intents.plan(session, _ASK, top_up.id, sending, actor=actor)


def _plan_cancelling(session: Session, top_up: OwnTopUp, actor: Actor) -> Planned:
    sending = topups.prepare_cancelling(str(top_up.stripe_id))
    return intents.plan(session, queries.CANCEL, top_up.id, sending, actor=actor)


def _asked(session: Session, top_up_id: UUID, made: str) -> None:
    top_up = session.get_one(OwnTopUp, top_up_id, with_for_update=True)
    if top_up.state is OwnTopUpState.ASKED:
        top_up.state, top_up.stripe_id = OwnTopUpState.PENDING, made
        top_up.changed_at = now()
        news.announce(session, top_up)


def _refused(session: Session, top_up_id: UUID, why: str) -> None:
    top_up = session.get_one(OwnTopUp, top_up_id, with_for_update=True)
    if top_up.state is OwnTopUpState.ASKED:
        top_up.state, top_up.failure, top_up.changed_at = OwnTopUpState.REFUSED, why, now()
        news.announce(session, top_up)
        news.tell(session, top_up, news.FAILED)
