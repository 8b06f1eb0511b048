"""Keeping what a check found: the figures, once they were confirmed."""

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.statements import insert_unless_there
from marketplace.profiles import policy
from marketplace.profiles.equipment.findings import Findings
from marketplace.profiles.models import EquipmentCheck


def keep_findings(found: Findings, *, actor: Actor) -> None:
    """In the place of the last ones."""
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        keep(session, actor, found)
        audit.record(session, actor, "equipment.checked", actor.id)


def keep(session: Session, actor: Actor, found: Findings) -> None:
    """A step."""
    plain = found.plain()
    first = {"found": plain, "checked_at": now()}
    if not insert_unless_there(session, EquipmentCheck, performer_id=actor.id, **first):
        row = session.get_one(EquipmentCheck, actor.id, with_for_update=True)
        row.found, row.checked_at = plain, now()
    session.flush()
