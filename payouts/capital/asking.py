"""Mark, call, mark: our bank is asked once for each top-up, whatever breaks."""

from datetime import timedelta
from uuid import UUID

from foundation.actors import Actor
from foundation.database import db
from foundation.money import Money
from payouts.capital import actions, reading
from payouts.capital.models import OwnTopUp, OwnTopUpState
from payouts.intents.steps import Planned
from payouts.stripe_gateway import topups
from payouts.stripe_gateway.conversation import Stripe, done
from payouts.stripe_gateway.making import stripe

_BEFORE = timedelta(hours=1)
"""Their clock and ours."""


def propose(amount: Money, because: str, *, actor: Actor) -> UUID:
    """Asked of Stripe at once, unless a second person is needed."""
    top_up_id, planned = actions.propose(amount, because, actor=actor)
    if planned is not None:
        _send(stripe(), top_up_id, planned)
    return top_up_id


def approve(top_up_id: UUID, *, actor: Actor) -> None:
    planned = actions.approve(top_up_id, actor=actor)
    _send(stripe(), top_up_id, planned)


def cancel(top_up_id: UUID, *, actor: Actor) -> None:
    _cancel(stripe(), top_up_id, actions.ask_to_cancel(top_up_id, actor=actor))


def finish_cancelling(top_up_id: UUID) -> None:
    """What a program asked for, or what broke off."""
    planned, asked = actions.open_cancelling(top_up_id), stripe()
    if planned is None:
        return
    if planned.to_be_looked_up:
        if reading.read_again(top_up_id) == OwnTopUpState.PENDING:
            actions.keep_not_canceled(planned)
    else:
        _cancel(asked, top_up_id, planned)


def finish(top_up_id: UUID) -> None:
    """Of what nobody knows yet what came: with the same key, or looked up once that is too old."""
    planned, asked = actions.open_again(top_up_id), stripe()
    if planned is None:
        return
    if planned.to_be_looked_up:
        made = topups.since(asked, planned.made_at - _BEFORE)
        wanted = str(top_up_id)
        found = (each.id for each in made if each.metadata.get("own_top_up") == wanted)
        actions.keep_found(top_up_id, planned, next(found, ""))
        _read_if_made(top_up_id)
    else:
        _send(asked, top_up_id, planned)


def _cancel(asked: Stripe, top_up_id: UUID, planned: Planned) -> None:
    outcome = topups.send(asked, planned.sending, key=planned.key)
    actions.keep_cancelling(planned, outcome)
    reading.read_again(top_up_id)
    done(outcome)


def _send(asked: Stripe, top_up_id: UUID, planned: Planned) -> None:
    outcome = topups.send(asked, planned.sending, key=planned.key)
    actions.keep_outcome(top_up_id, planned, outcome)
    done(outcome)
    reading.read_again(top_up_id)


def _read_if_made(top_up_id: UUID) -> None:
    session = db.session()
    made = session.get_one(OwnTopUp, top_up_id).stripe_id
    session.rollback()
    if made:
        reading.read_again(top_up_id)
