"""A request that begins as an earlier one is now, with its files."""

from uuid import UUID

from foundation.actors import Actor
from foundation.database import transaction
from marketplace.requests import policy, queries
from marketplace.requests.drafts import begun
from marketplace.requests.references import copy_references
from marketplace.requests.sections import Section

_OF_ITS_TIME = ("first_day", "last_day", "apply_by")
"""Days that are not repeated when a request is."""


def copy_request(request_id: UUID, *, actor: Actor) -> UUID:
    """Begins as this one is now; only its days are left open."""
    with transaction() as session:
        earlier = queries.visible(session, request_id, actor)
        actor.require(policy.may_write(actor, earlier))
        typed = dict(queries.draft_of(session, earlier).typed)
        window = typed.get(Section.WINDOW.value, {})
        typed[Section.WINDOW.value] = {
            name: value for name, value in window.items() if name not in _OF_ITS_TIME
        }
        copied = begun(session, earlier.kind, typed, actor, copied_from=earlier.id)
        copy_references(session, earlier.id, copied, actor.id)
        return copied
