"""Who is told when what Stripe says cannot be handled."""

from sqlalchemy.orm import Session

from foundation import notices
from foundation.actors import Power
from payouts.webhooks.models import StripeEvent

STUCK = notices.Kind(
    "stripe_event.stuck",
    "Something that Stripe told us cannot be handled",
    "Money",
    may_turn_off=False,
    sentence="Stripe told us of {{ event_kind }}, and handling it failed {{ tries }} times.",
    powers=frozenset((Power.CONFIRM_BUDGETS, Power.READ_OPERATIONS)),
)
KINDS = (STUCK,)


def tell_stuck(session: Session, event: StripeEvent, tries: int) -> None:
    notices.tell_holders(
        session,
        Power.CONFIRM_BUDGETS,
        Power.READ_OPERATIONS,
        kind=STUCK.name,
        subject_id=event.id,
        url="/stripe/events",
        event_kind=event.kind,
        tries=tries,
    )
