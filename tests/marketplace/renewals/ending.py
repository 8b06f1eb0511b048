"""Consents that end within ninety days, and the money for going on."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from consent.licences.queries import licence_for
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import Job, leases
from marketplace.budgets import steps
from marketplace.renewals import actions, jobs
from marketplace.renewals.due import due, key
from marketplace.renewals.queries import wanted_for
from tests.cast import NORTHLAB, Person
from tests.consent.licences import licensed as licences
from tests.consent.recordings.performed import ENDS_ON, recorded

LAST = datetime(ENDS_ON.year, ENDS_ON.month, ENDS_ON.day, tzinfo=UTC)


def ends_soon(
    *performers: UUID, count: int = 1, days: int = 30, has_licence: bool = True, **terms: object
) -> None:
    """For a client with a licence for it."""
    recorded(*performers, count=count, **terms)
    clock.hold(LAST - timedelta(days=days))
    if has_licence and licence_for(db.session(), NORTHLAB, clock.now().date()) is None:
        licence()
    db.session.rollback()


def licence(**rights: object) -> None:
    version = licences.published(licences.terms(**rights))
    licences.signed_by(NORTHLAB, licences.open_offer(licences.offered(version)))


def keys() -> list[str]:
    found = [key(each) for each in due(db.session(), NORTHLAB)]
    db.session.rollback()
    return found


def asked(ada: Person) -> UUID:
    (order,) = actions.ask_to_renew(keys(), actor=ada.actor)
    return order


def fund(order: UUID, amount_minor: int | None = None) -> None:
    with transaction() as session:
        wanted = wanted_for(session, [order])[order]
        amount = wanted if amount_minor is None else type(wanted)(amount_minor, wanted.currency)
        steps.confirm(session, order, amount, cause=f"paid {new_id()}", actor=SYSTEM)


def run(job: object) -> str:
    """As the ticker would, whatever the hour."""
    name = getattr(job, "__name__", "job")
    lease = leases.claim(name, new_id(), timedelta(hours=1), even_if_not_due=True)
    assert lease is not None
    said = job(lease)  # type: ignore[operator]
    leases.give_back(lease, "done", said)
    return str(said)


def run_all() -> None:
    for each in jobs.JOBS:
        assert isinstance(each, Job)
        run(each.run)
