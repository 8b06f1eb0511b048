"""That staff read somebody's bookings is on record, for those whose they are."""

from collections.abc import Collection
from uuid import UUID

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.accounts.roles import STAFF


def put_on_record(performer_ids: Collection[UUID], *, actor: Actor) -> None:
    """Nothing to record of the people's own reading, and of the client's whose booking it is."""
    if actor.role not in STAFF or not performer_ids:
        return
    with transaction() as session:
        for each in sorted(set(performer_ids)):
            audit.record(session, actor, "booking.read", each)
