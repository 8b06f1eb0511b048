"""Delegations by and to whoever asks, and what is shown of grants in other vocabularies."""

from datetime import date
from uuid import UUID, uuid4

from consent.delegations import actions
from consent.delegations.models import Delegation, Observing
from consent.projections.links import public_id
from foundation.database import transaction
from tests.access.rules import Values
from tests.cast import Person
from tests.consent.recordings.performed import recorded

UNTIL = date(2026, 12, 31)
FORM = {
    "email": "agent@example.net",
    "observing": "agent",
    "until": UNTIL.isoformat(),
    "reach": "all",
}
AUDITOR = {
    "email": "auditor@example.net",
    "until": UNTIL.isoformat(),
    "recordings": str(UUID(int=1)),
}
ASKED = {"email": "agent@example.net", "observing": "agent", "until": UNTIL.isoformat()}


def given(person: Person) -> Values:
    made = actions.delegate_reading(FORM["email"], Observing.AGENT, UNTIL, actor=person.actor)
    return {"delegation_id": made}


def opened(_person: Person) -> Values:
    """By compliance, of something that is nobody's in the cast."""
    with transaction() as session:
        delegation = Delegation(
            performer_id=None,
            observer_id=uuid4(),
            observing=Observing.AUDITOR.value,
            opened_by=uuid4(),
            until=UNTIL,
        )
        actions.keep(session, delegation, "auditor@example.net", recordings=[uuid4()])
        return {"delegation_id": delegation.id}


def held(person: Person) -> Values:
    """By somebody who is not in the cast."""
    with transaction() as session:
        delegation = Delegation(
            performer_id=(performer := uuid4()),
            observer_id=person.id,
            observing=Observing.UNION.value,
            opened_by=performer,
            until=UNTIL,
        )
        actions.keep(session, delegation, person.email)
        return {"delegation_id": delegation.id}


def a_grant(person: Person) -> Values:
    (grant,) = recorded(person.id, client=uuid4())
    return {"grant_id": grant.id, "kind": "odrl"}


def a_recording(person: Person) -> Values:
    (grant,) = recorded(person.id, client=uuid4())
    return {"recording_id": grant.recording_id, "kind": "cawg"}


def a_status(person: Person) -> Values:
    found: UUID = a_recording(person)["recording_id"]
    with transaction() as session:
        return {"public_id": public_id(session, found)}
