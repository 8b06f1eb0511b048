"""Payouts that Stripe says nothing about: of finance."""

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from payouts.pay_runs.models import PayoutState, RunState
from payouts.transfers.models import OutOfSight, Sight
from tests.access.pay_runs import APPROVERS, made
from tests.access.rules import Only, Rule, Values
from tests.cast import Person


def a_lost_payout(person: Person) -> Values:
    """Over, so that nobody has to ask Stripe about it."""
    _, payout_id = made(person, RunState.APPROVED, PayoutState.PAID)
    with transaction() as session:
        row = OutOfSight(payout_id=payout_id, account="acct_1", why="It is gone.")
        row.ended_at, row.ended_by, row.ending = now(), SYSTEM.id, Sight.ARRIVED
        session.add(row)
    return {"payout_id": payout_id}


ROWS: dict[str, Rule] = {
    "GET out_of_sight.page": Only(roles=APPROVERS),
    "POST out_of_sight.say_arrived": Only(
        a_lost_payout, roles=APPROVERS, send={"because": "The bank's slip."}
    ),
    "POST out_of_sight.try_again": Only(a_lost_payout, roles=APPROVERS),
}
