"""What Stripe told, for those who keep it."""

from uuid import UUID

from sqlalchemy import select, update

from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.roles import Role
from payouts.stripe_gateway.events import Event
from payouts.webhooks import steps
from payouts.webhooks.models import EventWaiting, FoundBy, StripeEvent
from tests.access.rules import NO_WAIT, Only, Open, Rule, Values
from tests.cast import Person

KEEPERS = frozenset((Role.FINANCE, Role.ADMIN))


def failed(_person: Person) -> Values:
    """One that could not be handled."""
    told = Event("evt_of_a_row", "payout.paid", "po_1", "payout", "acct_1", False, False, now())
    with transaction() as session:
        steps.keep(session, [told], FoundBy.TOLD)
        session.execute(update(EventWaiting).values(tries=1, failed_because="Unreadable"))
        found: UUID = session.scalars(select(StripeEvent.id)).one()
        return {"event_id": found}


ROWS: dict[str, Rule] = {
    "GET stripe_events.page": Only(roles=KEEPERS, open_to=NO_WAIT),
    "POST stripe_events.keep_told": Open(),
    "POST stripe_events.keep_told_thin": Open(),
    "POST stripe_events.try_again": Only(failed, roles=KEEPERS, open_to=NO_WAIT),
    "POST stripe_events.try_all_again": Only(failed, roles=KEEPERS, open_to=NO_WAIT),
}
