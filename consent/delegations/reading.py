"""An observer reads what is open to them: on record, and shown to whom it is about."""

from dataclasses import dataclass
from uuid import UUID

from consent.delegations import queries
from consent.delegations.models import Delegation
from consent.grants.models import Grant
from consent.keeping import openings
from consent.reading.standing import Record, records
from foundation.actors import Actor
from foundation.database import transaction


@dataclass(frozen=True, slots=True)
class Shown:
    """One record, and whose it is."""

    record: Record
    performer_id: UUID
    recording_id: UUID


def read_delegated(delegation_id: UUID, *, actor: Actor) -> tuple[Delegation, list[Shown]]:
    with transaction() as session:
        delegation = queries.held_one(session, delegation_id, actor)
        grants = {each.thread: each for each in queries.open_grants(session, delegation)}
        people = {thread: each.performer_id for thread, each in grants.items()}
        lines = openings.read_as_observer(session, actor, people)
        session.expunge(delegation)
    return delegation, [_shown(each, grants[each.thread]) for each in records(lines)]


def _shown(record: Record, grant: Grant) -> Shown:
    return Shown(record, grant.performer_id, grant.recording_id)
