"""What compliance's console shows, for the rows of the table."""

from sqlalchemy import select, update

from consent.console.checks.models import CheckFinding
from consent.console.checks.replaying import AS_REPLAYED
from consent.console.checks.running import run_checks
from consent.grants.models import Right
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from marketplace.accounts.roles import Role
from tests.access.rules import Only, Rule, Values
from tests.cast import Person
from tests.consent.console.recorded import recorded


def a_recording(person: Person) -> Values:
    grant = recorded(person.id)
    return {"recording_id": grant.recording_id}


def a_search(person: Person) -> Values:
    recorded(person.id)
    return {"state": "running"}


def a_check(_person: Person) -> Values:
    return {"name": AS_REPLAYED.name}


def a_finding(person: Person) -> Values:
    grant = recorded(person.id)
    with transaction() as session:
        session.execute(update(Right).where(Right.grant_id == grant.id).values(uses=1))
    run_checks(actor=SYSTEM)
    about = CheckFinding.about == grant.thread
    return {"finding_id": db.session().scalars(select(CheckFinding.id).where(about).limit(1)).one()}


_AUDITORS = frozenset({Role.COMPLIANCE, Role.ADMIN})
ROWS: dict[str, Rule] = {
    "GET checks.page": Only(roles=_AUDITORS),
    "GET checks.show": Only(a_check, roles=_AUDITORS),
    "GET compliance.page": Only(roles=_AUDITORS),
    "GET deadlines.page": Only(roles=_AUDITORS),
    "GET rights_search.page": Only(a_search, roles=_AUDITORS),
    "GET stories.page": Only(a_recording, roles=_AUDITORS),
    "POST checks.ask_now": Only(a_check, roles=_AUDITORS),
    "POST checks.open_case": Only(a_finding, roles=_AUDITORS),
}
