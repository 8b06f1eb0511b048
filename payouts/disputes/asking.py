"""Mark, call, mark: an answer goes to Stripe once, whatever breaks."""

from uuid import UUID

from foundation.actors import Actor
from foundation.database import db
from payouts.disputes import actions
from payouts.funding import reading
from payouts.funding.dispute_models import ClientDispute
from payouts.intents.steps import Planned
from payouts.stripe_gateway import disputes
from payouts.stripe_gateway.conversation import Stripe, done
from payouts.stripe_gateway.making import stripe


def send_answer(dispute_id: UUID, version: int, *, actor: Actor) -> None:
    _send(stripe(), dispute_id, actions.ask_to_send(dispute_id, version, actor=actor))


def accept(dispute_id: UUID, because: str, *, actor: Actor) -> None:
    _send(stripe(), dispute_id, actions.ask_to_accept(dispute_id, because, actor=actor))


def finish(dispute_id: UUID) -> None:
    """Of what nobody knows yet what came: with the same key, or looked up once that is too old."""
    found, asked = actions.open_again(dispute_id), stripe()
    if found is None:
        return
    planned, at_stripe = found
    if planned.to_be_looked_up:
        said = disputes.retrieve(asked, at_stripe)
        actions.keep_found(dispute_id, planned, said.id if said.over or said.answers else "")
        _read_again(dispute_id)
    else:
        _send(asked, dispute_id, planned)


def _send(asked: Stripe, dispute_id: UUID, planned: Planned) -> None:
    outcome = disputes.send(asked, planned.sending, key=planned.key)
    actions.keep_outcome(dispute_id, planned, outcome)
    done(outcome)
    _read_again(dispute_id)


def _read_again(dispute_id: UUID) -> None:
    session = db.session()
    funding_id = session.get_one(ClientDispute, dispute_id).funding_id
    session.rollback()
    reading.read_again(funding_id)
