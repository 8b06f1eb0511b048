"""Looking is an act too: who reads the audit, and what they asked for, stands in it."""

from foundation import audit
from foundation.actors import SYSTEM, Actor, Power
from foundation.auditing.queries import Search
from foundation.database import transaction


def read_audit(search: Search, *, exported: bool = False, actor: Actor) -> None:
    """Before anything is shown. A search about one person has that person as its subject."""
    with transaction() as session:
        actor.require_power(Power.READ_AUDIT)
        about = next(iter(search.people)) if search.people and len(search.people) == 1 else None
        subject_id = search.subject_id or about or SYSTEM.id
        audit.record(
            session,
            actor,
            "audit.exported" if exported else "audit.read",
            subject_id,
            asked=search.as_details(),
        )
