"""Handing a person what is kept about them."""

from foundation import audit, hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.own_data.archive import pack


def export_own_data(*, actor: Actor) -> bytes:
    """Whoever acts gets their own, in whatever role; there is no way to name somebody else."""
    with transaction() as session:
        audit.record(session, actor, "data.exported", actor.id)
        session.flush()
        return pack(hooks.exports(session, actor.id), now())
