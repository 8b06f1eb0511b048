"""A report about somebody is a reading of their rights: on record before it is shown."""

from uuid import UUID

from consent.console.reports.report import Report
from consent.console.reports.subject_access import subject_access
from consent.keeping.readings import Shown, put_on_record
from foundation.actors import Actor, Power
from foundation.database import transaction


def report_person(person_id: UUID, *, actor: Actor) -> Report:
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        found = subject_access(session, person_id)
        put_on_record(session, actor, Shown.REPORT, [person_id])
        return found
