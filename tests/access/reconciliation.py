"""Differences and reconciliations: of those who let money go."""

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from payouts.reconciliation.models import Difference, DifferenceKind, Reconciliation, WriteOff
from tests.access.pay_runs import APPROVERS
from tests.access.rules import Only, Person, Rule, Values
from tests.cast import Person as CastPerson


def a_difference(_person: CastPerson) -> Values:
    """Unknown to us: Stripe has 5.00 more."""
    with transaction() as session:
        run = Reconciliation(asked_by=SYSTEM.id, ended_at=now())
        session.add(run)
        session.flush()
        found = Difference(
            kind=DifferenceKind.UNKNOWN_TO_US.value,
            place="",
            subject=f"txn_{new_id().hex}",
            currency="EUR",
            ours_minor=0,
            theirs_minor=500,
            off_minor=500,
            about_at=now(),
            found_in=run.id,
        )
        session.add(found)
        session.flush()
        return {"difference_id": found.id}


def a_write_off(person: CastPerson) -> Values:
    """Asked for by somebody else."""
    found = a_difference(person)
    with transaction() as session:
        session.add(
            WriteOff(
                difference_id=found["difference_id"],
                off_minor=500,
                currency="EUR",
                against="rounding",
                because="It was a top-up.",
                asked_by=SYSTEM.id,
            )
        )
    return found


def a_reconciliation(_person: CastPerson) -> Values:
    with transaction() as session:
        run = Reconciliation(asked_by=SYSTEM.id, ended_at=now())
        session.add(run)
        session.flush()
        return {"reconciliation_id": run.id}


_POSTING = {"against": "rounding", "off_minor": "500", "because": "It was a top-up."}

ROWS: dict[str, Rule] = {
    "GET api_differences.Differences": Person(),
    "GET api_differences.OneDifference": Only(a_difference, roles=APPROVERS, hidden=True),
    "GET api_reconciliations.OneReconciliation": Only(
        a_reconciliation, roles=APPROVERS, hidden=True
    ),
    "GET api_reconciliations.Reconciliations": Person(),
    "POST reconciliation.approve_write_off": Only(
        a_write_off, roles=APPROVERS, hidden=True, send={"off_minor": "500"}
    ),
    "POST reconciliation.refuse_write_off": Only(
        a_write_off, roles=APPROVERS, hidden=True, send={"refused_because": "It is no top-up."}
    ),
    "GET reconciliation.page": Only(roles=APPROVERS),
    "GET reconciliation.show": Only(a_difference, roles=APPROVERS, hidden=True),
    "POST reconciliation.ask_for": Only(roles=APPROVERS),
    "POST reconciliation.put_back": Only(a_difference, roles=APPROVERS, hidden=True),
    "POST reconciliation.resolve_difference": Only(
        a_difference, roles=APPROVERS, hidden=True, send=_POSTING
    ),
    "POST reconciliation.take_difference": Only(a_difference, roles=APPROVERS, hidden=True),
}
