"""What banks have: paid, and not given back since. Dated by the payment, in whichever year a return
of it came."""

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from payouts.earnings.models import Settlement, SettlementOutcome


def is_with_a_bank() -> ColumnElement[bool]:
    """Of a `Settlement`: the money of a payment that came back was not paid."""
    back = aliased(Settlement)
    came_back = exists().where(
        back.earning_id == Settlement.earning_id,
        back.payout_id == Settlement.payout_id,
        back.outcome == SettlementOutcome.RETURNED.value,
    )
    return (Settlement.outcome == SettlementOutcome.PAID.value) & ~came_back
