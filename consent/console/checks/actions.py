"""What can be done: have a check asked, and have what it found looked into."""

from uuid import UUID

from sqlalchemy import select

from consent.console.checks.errors import FindingNotFound, HasItsCase
from consent.console.checks.models import CheckFinding, CheckRequest
from consent.console.checks.running import named
from foundation import audit
from foundation.actors import Actor, Power
from foundation.cases.found import open_found
from foundation.database import transaction


def ask_now(name: str, *, actor: Actor) -> None:
    """Asked by a job within seconds; twice before that is once."""
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        named(name)
        waits = select(CheckRequest.id).where(
            CheckRequest.name == name, CheckRequest.answered_at.is_(None)
        )
        if session.scalar(waits.limit(1)) is None:
            session.add(CheckRequest(name=name, asked_by=actor.id))
        audit.record(session, actor, "check.asked", actor.id, check=name)


def open_case_about(finding_id: UUID, *, actor: Actor) -> UUID:
    """With what was found as its first words; notes, evidence and outcome follow there."""
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        wanted = select(CheckFinding).where(CheckFinding.id == finding_id).with_for_update()
        finding = session.scalar(wanted)
        if finding is None:
            raise FindingNotFound
        if finding.case_id is not None:
            raise HasItsCase
        case = open_found(
            session,
            subject=f"A check found something: {finding.name}",
            text=f"{named(finding.name).holds}\n\nThat is not so:\n{finding.sentence}",
            about=f"/compliance/checks/{finding.name}",
            owner_id=actor.id,
            actor=actor,
        )
        finding.case_id = case.id
        audit.record(session, actor, "finding.followed", finding.id, case=str(case.id))
        return case.id
