"""Asking Stripe about one payout at the bank, and what follows from what it says or not."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from payouts.pay_runs.models import Payout
from payouts.stripe_gateway import bank_payouts
from payouts.stripe_gateway.errors import NoAccessAtStripe, NotAtStripe
from payouts.stripe_gateway.making import stripe
from payouts.transfers.following import follow
from payouts.transfers.losing import lose

Step = Callable[[Session], bool]
"""Says whether it changed anything."""


def look(payout_id: UUID, stripe_id: str, account: str) -> Step:
    """Outside any transaction."""
    try:
        seen = bank_payouts.retrieve(stripe(), stripe_id, account=account)
    except (NoAccessAtStripe, NotAtStripe) as gone:
        why = str(gone)
        return lambda session: lose(session, _payout(session, payout_id), account, why)
    return lambda session: follow(session, _payout(session, payout_id), seen)


def _payout(session: Session, payout_id: UUID) -> Payout:
    return session.get_one(Payout, payout_id, populate_existing=True)
