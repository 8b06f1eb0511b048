"""What is kept of how somebody is paid, for their own copy of it, and what leaves with them."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from payouts.intents import steps as intents
from payouts.payees.queries import find_payee


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`. What is kept at Stripe they ask Stripe for."""
    payee = find_payee(session, person_id)
    if payee is None:
        return {}
    return {
        "payout_account": {
            "country": payee.country,
            "stripe_account": payee.stripe_account,
            "standing": payee.standing,
            "needs": payee.needs,
            "opened_at": payee.opened_at.isoformat(),
            "read_at": payee.read_at.isoformat() if payee.read_at else None,
        }
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`. The account's id stays: it explains payments that were made."""
    intents.forget(session, person_id)
