"""Finance hears of differences that stay."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from foundation import notices
from foundation.actors import Power
from payouts.reconciliation.models import Difference

KINDS = (
    notices.Kind(
        "difference.old",
        "Our books and Stripe's differ for more than a day",
        "Pay",
        may_turn_off=False,
        sentence="{{ count }} difference{{ 's' if count > 1 else '' }} with Stripe"
        " {{ 'are' if count > 1 else 'is' }} there for more than a day. The oldest was first seen"
        " on {{ first|day }}.",
        powers=frozenset((Power.APPROVE_PAY,)),
    ),
)


def tell_old(session: Session, found: Sequence[Difference]) -> None:
    notices.tell_holders(
        session,
        Power.APPROVE_PAY,
        kind="difference.old",
        url="/finance/reconciliation",
        subject_id=found[0].id,
        count=len(found),
        first=found[0].first_seen_at.date(),
    )
