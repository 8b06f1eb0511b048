"""Asking Stripe how it stands with a top-up: when we are told, and by and by."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation.database import db
from payouts.capital import actions, queries, steps
from payouts.capital.models import OwnTopUp
from payouts.capital.steps import Seen
from payouts.stripe_gateway import balance_transactions, topups
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.making import stripe
from payouts.webhooks.handling import Step, Told

KINDS = frozenset(
    ("topup.canceled", "topup.created", "topup.failed", "topup.reversed", "topup.succeeded")
)


def read_again(top_up_id: UUID) -> str:
    session = db.session()
    at_stripe = session.get_one(OwnTopUp, top_up_id).stripe_id
    session.rollback()
    if not at_stripe:
        raise ValueError(f"Stripe does not know of it: {top_up_id}")
    return actions.take_in(top_up_id, seen(stripe(), at_stripe))


def read_told(told: Told) -> Step | None:
    """For `webhooks.handling`."""
    if told.account or not told.about:
        return None
    session = db.session()
    top_up_id = queries.about(session, told.about)
    session.rollback()
    if top_up_id is None:
        return None
    found = seen(stripe(), told.about)

    def keep(session: Session) -> str:
        top_up = session.get_one(OwnTopUp, top_up_id, with_for_update=True)
        return steps.take_in(session, top_up, found)

    return keep


def seen(asked: Stripe, at_stripe: str) -> Seen:
    said = topups.retrieve(asked, at_stripe)
    if not said.balance_transaction:
        return Seen(said)
    return Seen(said, tuple(balance_transactions.of_source(asked, at_stripe)))
