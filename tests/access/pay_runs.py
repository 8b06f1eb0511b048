"""Pay runs and payouts: of finance, and each performer's own."""

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from marketplace.accounts.roles import Role
from payouts.journal.models import PostingKey
from payouts.pay_runs.models import Payout, PayoutState, PayRun, RunKind, RunState
from payouts.pay_runs.rules import WEEKLY
from tests.access.bookings import PERFORMERS
from tests.access.rules import Only, Own, Person, Rule, Values
from tests.cast import Person as CastPerson

APPROVERS = frozenset((Role.FINANCE, Role.ADMIN))
_BECAUSE = {"because": "It is wrong."}


def a_payout(person: CastPerson) -> Values:
    """Approved."""
    _, payout_id = made(person, RunState.APPROVED, PayoutState.APPROVED)
    return {"payout_id": payout_id}


def a_planned_payout(person: CastPerson) -> Values:
    _, payout_id = made(person, RunState.PLANNED, PayoutState.PLANNED)
    return {"payout_id": payout_id}


def a_run(person: CastPerson) -> Values:
    run_id, _ = made(person, RunState.PLANNED, PayoutState.PLANNED)
    return {"run_id": run_id}


def made(person: CastPerson, state: RunState, of_payout: PayoutState) -> tuple[object, object]:
    with transaction() as session:
        run = PayRun(
            number=f"P-{new_id()}",
            schedule=WEEKLY,
            kind=RunKind.ON_DEMAND,
            period_starts_on=None,
            starts_at=now(),
            ends_at=now(),
            zone="UTC",
            pay_on=now().date(),
            due_by=None,
            asked_by=SYSTEM.id,
            state=state,
        )
        key = PostingKey(key=f"plan {new_id()}", fingerprint=b"")
        session.add_all((run, key))
        session.flush()
        payout = Payout(
            run_id=run.id,
            performer_id=person.id,
            currency="EUR",
            amount_minor=5_000,
            posting_group_id=key.id,
            state=of_payout,
        )
        session.add(payout)
        session.flush()
        return run.id, payout.id


_SCHEDULE = {
    "weekday": "1",
    "cut_off": "00:00",
    "zone": "Europe/Berlin",
    "pay_weekday": "4",
    **_BECAUSE,
}
_CURRENCY = {"currency": "EUR", "minimum": "5", "second": "10000", "payable": "yes", **_BECAUSE}

ROWS: dict[str, Rule] = {
    "GET api_pay_runs.OnePayRun": Only(a_run, roles=APPROVERS, hidden=True),
    "GET api_pay_runs.PayRuns": Person(),
    "GET api_pay_runs.PayoutsOfRun": Only(a_run, roles=APPROVERS, hidden=True),
    "GET api_payouts.OnePayout": Own(a_payout, roles=PERFORMERS, others=APPROVERS),
    "GET api_payouts.Payouts": Person(),
    "POST api_pay_runs.PayRunApprovals": Only(
        a_run, roles=APPROVERS, hidden=True, send={"fingerprint": "x"}
    ),
    "POST api_pay_runs.PayRunRejections": Only(a_run, roles=APPROVERS, hidden=True, send=_BECAUSE),
    "GET pay_rules.page": Only(roles=APPROVERS),
    "POST pay_rules.change_rule": Only(roles=APPROVERS, send=_CURRENCY),
    "POST pay_rules.change_schedule": Only(roles=APPROVERS, send=_SCHEDULE),
    "GET pay_runs.export": Only(a_run, roles=APPROVERS, hidden=True),
    "GET payouts.mine": Only(roles=PERFORMERS),
    "GET pay_runs.page": Only(roles=APPROVERS),
    "GET payouts.show": Own(a_payout, roles=PERFORMERS, others=APPROVERS),
    "GET pay_runs.show": Only(a_run, roles=APPROVERS, hidden=True),
    "POST pay_runs.approve_run": Only(
        a_run, roles=APPROVERS, hidden=True, fresh=True, send={"fingerprint": "x"}
    ),
    "POST pay_runs.plan_on_demand": Only(roles=APPROVERS, send=_BECAUSE),
    "POST pay_runs.reject_run": Only(a_run, roles=APPROVERS, hidden=True, send=_BECAUSE),
    "POST pay_runs.take_out": Only(a_planned_payout, roles=APPROVERS, hidden=True, send=_BECAUSE),
}
